using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ClusterSim.Engine.Power;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Engine;

/// <summary>Turns the dense arrays of a finished run into its result.</summary>
internal static class RunResults
{
    public static RunResult Of(RunState run, JobLifecycle jobs, ISchedulingPolicy policy)
    {
        var results = new JobResult[run.Jobs.Count];
        for (int job = 0; job < results.Length; job++)
        {
            results[job] = Of(run, jobs, job);
        }

        return new RunResult
        {
            Workload = run.Workload,
            Platform = run.Platform,
            Policy = policy.Name,
            PolicyOptions = policy.Options.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Options = run.Options,
            Jobs = ImmutableCollectionsMarshal.AsImmutableArray(results),
            EndTime = run.Now,
            Events = run.Events.Count,
            Passes = 0,
            Energy = EnergyOf(run),
            Carbon = UseOf(run, run.Emissions, "gCO2e"),
            EnergyCost = UseOf(run, run.EnergyCosts, run.EnergyCosts?.Signal.Unit.Split('/')[0] ?? ""),
            HeldModels = run.Models,
            Notices = RunNotices.Of(run, policy),
        };
    }

    private static JobResult Of(RunState run, JobLifecycle jobs, int job)
    {
        JobStatus status = run.Jobs.Status[job];
        JobRequest request = run.Workload.Jobs[job].Request;
        bool started = !run.Jobs.FirstStart[job].IsNever;
        return new JobResult
        {
            SubmitTime = run.Workload.Jobs[job].SubmitTime,
            StartTime = run.Jobs.FirstStart[job],
            EndTime = jobs.LeftAt(job),
            TotalWaitTime = jobs.Waited(job),
            RunTime = run.Jobs.Executed[job],
            Status = status,
            Restarts = run.Jobs.Restarts[job],
            Gpus = started ? run.Jobs.Demand[job].TotalGpus : request.TotalGpus,
            Nodes = jobs.LastNodes(job),
            AllocatedGpuSeconds = run.Accounts.AllocatedGpuSeconds(job),
            BusyGpuSeconds = run.Accounts.BusyGpuSeconds(job),
            WastedGpuSeconds = run.Accounts.WastedGpuSeconds(job, status),
            OverheadGpuSeconds = run.Accounts.OverheadGpuSeconds(job),
            LostGpuSeconds = run.Accounts.LostGpuSeconds(job),
            IdleGpuSeconds = run.Accounts.IdleGpuSeconds(job),
            FailedGpuSeconds = run.Accounts.FailedGpuSeconds(job, status),
            Attempts = jobs.Retries.Attempt(job),
            AllocatedCpuSeconds = run.Accounts.AllocatedCpuSeconds(job),
            NetworkLossSeconds = run.Network?.LostSeconds(job) ?? 0,
            ReclaimedGpuSeconds = run.Accounts.ReclaimedGpuSeconds(job),
            EnergyJoules = run.Power?.Books.JobJoules(job),
            OverheadJoules = run.Power?.Books.OverheadJoules(job),
            CarbonGrams = OfJob(run, run.Emissions, job),
            EnergyCost = OfJob(run, run.EnergyCosts, job),
        };
    }

    // A job's part of what the facility adds is in proportion to its own power.
    private static double? OfJob(RunState run, SignalMeter? meter, int job) =>
        meter is null ? null : meter.OfJob(job) * run.Options.Power!.Pue;

    private static SignalUse? UseOf(RunState run, SignalMeter? meter, string unit) =>
        meter is null ? null : new SignalUse
        {
            Signal = meter.Signal.Name,
            Unit = unit,
            Amounts = meter.Amounts,
            Kwh = EnergyOf(run)!.TotalKwh,
        };

    private static EnergyUse? EnergyOf(RunState run) => run.Power is not { } meter ? null : new EnergyUse
    {
        Joules = [.. Enum.GetValues<PowerAccount>().Select(meter.Books.Joules)],
        Length = run.Now - SimTime.Zero,
        PeakWatts = meter.Books.PeakWatts,
        HeldGpuSeconds = meter.HeldGpuSeconds(),
    };
}
