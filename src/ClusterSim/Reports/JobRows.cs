using ClusterSim.Engine;
using ClusterSim.Scheduling;
using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Reports;

/// <summary>The tables that have one row for each job.</summary>
internal static class JobRows
{
    /// <summary>Run times below this count as this long in a bounded slowdown (Feitelson and Rudolph 1998).</summary>
    public static readonly TimeSpan SlowdownBound = TimeSpan.FromSeconds(10);

    public static void WriteJobs(ITableWriter rows, RunResult run)
    {
        for (int i = 0; i < run.Jobs.Length; i++)
        {
            Job job = run.Workload.Jobs[i];
            JobResult result = run.Jobs[i];
            int instances = Instances(job.Request, result);
            rows.Text(job.Id).Text(job.Request.User)
                .Seconds(result.SubmitTime)
                .Seconds(Known(result.StartTime))
                .Seconds(Known(result.EndTime))
                .Seconds(result.QueueingDelay)
                .Seconds(result.StartTime.IsNever ? null : (TimeSpan?)result.RunTime)
                .Seconds(result.Jct)
                .Number(BoundedSlowdown(result) ?? double.NaN)
                .Number((long)instances * job.Request.PerInstance.TotalGpuMilli / 1000.0)
                .Number((long)instances * job.Request.PerInstance.CpuMilli / 1000.0)
                .Number(result.Nodes)
                .Number(result.Restarts)
                .Text(NameOf(result.Status))
                .EndRow();
        }
    }

    public static void WriteUsage(ITableWriter rows, RunResult run)
    {
        for (int i = 0; i < run.Jobs.Length; i++)
        {
            JobRequest request = run.Workload.Jobs[i].Request;
            JobResult result = run.Jobs[i];
            rows.Text(run.Workload.Jobs[i].Id).Text(request.Application).Text(request.Role).Text(request.Queue)
                .Number(request.Priority).Seconds(request.Walltime).Seconds(run.Workload.Jobs[i].Profile.RunTime)
                .Number(request.Instances).Number(request.PerInstance.Gpus)
                .Number(request.PerInstance.GpuMilli / 1000.0).Number(request.PerInstance.CpuMilli / 1000.0)
                .Seconds(result.TotalWaitTime)
                .Number(result.AllocatedGpuSeconds).Number(result.BusyGpuSeconds).Number(result.WastedGpuSeconds)
                .Number(result.ReclaimedGpuSeconds).Number(result.AllocatedCpuSeconds)
                .Number(result.OverheadGpuSeconds).Number(result.LostGpuSeconds).Number(result.IdleGpuSeconds)
                .Number(result.FailedGpuSeconds).Number(result.Attempts)
                .Number(result.CarbonGrams ?? double.NaN).Number(result.EnergyCost ?? double.NaN)
                .Number(run.Network is null ? double.NaN : result.NetworkLossSeconds)
                .Text(ModelSeconds.Of(run.HeldModels, i))
                .EndRow();
        }
    }

    public static void WriteEnergy(ITableWriter rows, RunResult run)
    {
        for (int i = 0; i < run.Jobs.Length; i++)
        {
            rows.Text(run.Workload.Jobs[i].Id).Number(run.Jobs[i].EnergyJoules ?? 0)
                .Number(run.Jobs[i].OverheadJoules ?? 0).EndRow();
        }
    }

    /// <summary>Time in the system over time on the nodes, at least 1; <c>null</c> for a job without an end.</summary>
    public static double? BoundedSlowdown(in JobResult result)
    {
        if (result.Jct is not { } jct)
        {
            return null;
        }

        TimeSpan run = result.RunTime > SlowdownBound ? result.RunTime : SlowdownBound;
        return Math.Max(1, jct / run);
    }

    /// <summary>Status as written in the tables: words in lower case, joined by underscores.</summary>
    public static string NameOf(JobStatus status) => status switch
    {
        JobStatus.TimedOut => "timed_out",
        _ => status.ToString().ToLowerInvariant(),
    };

    public static JobStatus? StatusOf(string name)
    {
        foreach (JobStatus status in Enum.GetValues<JobStatus>())
        {
            if (NameOf(status) == name)
            {
                return status;
            }
        }

        return null;
    }

    private static SimTime? Known(SimTime time) => time.IsNever ? null : time;

    /// <summary>Instances of the last placement, which a resize may have changed.</summary>
    private static int Instances(JobRequest request, in JobResult result) =>
        request.PerInstance.Gpus > 0 && !result.StartTime.IsNever
            ? result.Gpus / request.PerInstance.Gpus
            : request.Instances;
}
