using System.Runtime.InteropServices;
using System.Text.Json;
using ClusterSim.Engine;
using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Reports;

/// <summary>Makes a run result out of the tables that it was written to.</summary>
internal static class ResultReader
{
    public static RunResult Read(string folder, JsonElement summary)
    {
        string jobsPath = Path.Combine(folder, ResultFiles.Jobs);
        string usagePath = Path.Combine(folder, ResultFiles.Usage);
        using IEnumerator<ITableReader> usage = ResultTable.Rows(usagePath, ResultFiles.UsageColumns).GetEnumerator();
        using IEnumerator<ITableReader> energy = ResultTable
            .Rows(Path.Combine(folder, ResultFiles.Energy), ResultFiles.EnergyColumns).GetEnumerator();
        List<Job> jobs = [];
        List<JobResult> results = [];
        List<string> models = [];
        foreach (ITableReader row in ResultTable.Rows(jobsPath, ResultFiles.JobColumns))
        {
            if (!usage.MoveNext() || usage.Current.Text(0) != row.Text(0))
            {
                throw new ReportException(
                    $"{usagePath}: expected a row for each row of {ResultFiles.Jobs}, in the same order.");
            }

            JobResult result = WithEnergy(ResultOf(row, usage.Current), energy);
            results.Add(result);
            models.Add(usage.Current.Text(25));
            jobs.Add(JobOf(row, usage.Current, result));
        }

        return new SummaryReader(folder, summary).Complete(
            new Workload(jobs, SummaryReader.SourceOf(summary)),
                ImmutableCollectionsMarshal.AsImmutableArray(results.ToArray())) with
        {
            HeldModels = ModelSeconds.Read(models),
        };
    }

    // The table is there when power was accounted for.
    private static JobResult WithEnergy(in JobResult result, IEnumerator<ITableReader> energy) => energy.MoveNext()
        ? result with { EnergyJoules = energy.Current.NumberOrNull(1), OverheadJoules = energy.Current.NumberOrNull(2) }
        : result;

    private static JobResult ResultOf(ITableReader job, ITableReader usage) => new()
    {
        SubmitTime = job.Time(2),
        StartTime = job.TimeOrNull(3) ?? SimTime.Never,
        EndTime = job.TimeOrNull(4) ?? SimTime.Never,
        RunTime = job.LengthOrNull(6) ?? TimeSpan.Zero,
        Gpus = GpuCount(job, usage),
        Nodes = job.Int(11, 0, int.MaxValue),
        Restarts = job.Int(12, 0, int.MaxValue),
        Status = JobRows.StatusOf(job.Text(13)) ?? throw job.Fault(13, "the status of a job"),
        TotalWaitTime = usage.Length(11),
        AllocatedGpuSeconds = usage.NumberOrNull(12) ?? 0,
        BusyGpuSeconds = usage.NumberOrNull(13) ?? 0,
        WastedGpuSeconds = usage.NumberOrNull(14) ?? 0,
        ReclaimedGpuSeconds = usage.NumberOrNull(15) ?? 0,
        AllocatedCpuSeconds = usage.NumberOrNull(16) ?? 0,
        OverheadGpuSeconds = usage.NumberOrNull(17) ?? 0,
        LostGpuSeconds = usage.NumberOrNull(18) ?? 0,
        IdleGpuSeconds = usage.NumberOrNull(19) ?? 0,
        FailedGpuSeconds = usage.NumberOrNull(20) ?? 0,
        Attempts = usage.Int(21, 0, int.MaxValue),
        CarbonGrams = usage.NumberOrNull(22),
        EnergyCost = usage.NumberOrNull(23),
        NetworkLossSeconds = usage.NumberOrNull(24) ?? 0,
    };

    private static Job JobOf(ITableReader job, ITableReader usage, in JobResult result) => new()
    {
        Id = job.Text(0),
        SubmitTime = result.SubmitTime,
        Request = new JobRequest
        {
            User = job.Text(1),
            Application = usage.Text(1),
            Role = usage.Text(2),
            Queue = usage.Text(3),
            Priority = (int)(usage.NumberOrNull(4) ?? 0),
            Walltime = usage.LengthOrNull(5),
            Instances = usage.Int(7, 1, int.MaxValue),
            PerInstance = new ResourceVector(
                CpuMilli: (int)usage.Scaled(10, 3, "a number of cores"),
                Gpus: usage.Int(8, 0, int.MaxValue),
                GpuMilli: (int)usage.Scaled(9, 3, "a share of a GPU")),
        },
        Profile = new JobProfile { RunTime = usage.Length(6) },
    };

    // The table states shares as what they are; the result counts a share as one.
    private static int GpuCount(ITableReader job, ITableReader usage)
    {
        long milli = job.Scaled(9, 3, "a number of GPUs");
        long share = usage.Scaled(9, 3, "a share of a GPU");
        return share > 0 ? (int)(milli / share) : 0;
    }
}
