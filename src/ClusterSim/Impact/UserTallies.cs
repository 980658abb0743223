using ClusterSim.Engine;
using ClusterSim.Scheduling;

namespace ClusterSim.Impact;

/// <summary>Adds up what each named user of a run got. Jobs without a named user take no part.</summary>
internal sealed class UserTallies(
    RunResult run, bool byGpus, double tauSeconds, ObservedPeriod period, FinishTimeFairness fairness)
{
    private readonly double _gpuCapacity = period.GpuCapacity();
    private readonly double? _coreCapacity = run.Platform.Nodes.All(node => node.CpuLimited)
        ? period.Capacity(node => node.CpuMilli / 1000.0)
        : null;

    /// <summary>The users in the order of their names.</summary>
    public UserTally[] Of(int[] jobs)
    {
        SortedDictionary<string, UserTally> users = new(StringComparer.Ordinal);
        foreach (int job in jobs)
        {
            string name = run.Workload.Jobs[job].Request.User;
            if (name.Length > 0)
            {
                if (!users.TryGetValue(name, out UserTally? user))
                {
                    users.Add(name, user = new UserTally());
                }

                Add(user, job);
            }
        }

        foreach (UserTally user in users.Values)
        {
            user.DominantShare = DominantShare(user.Jobs);
        }

        return [.. users.Values];
    }

    private void Add(UserTally user, int job)
    {
        JobResult result = run.Jobs[job];
        user.Jobs.Add(job);
        // A job that can never run neither demands nor waits; one that still waits has waited already.
        if (result.Status != JobStatus.Rejected)
        {
            user.Demand += JobClasses.Demand(run.Workload.Jobs[job], byGpus);
            user.Wait += result.TotalWaitTime.TotalSeconds;
        }

        if (JobMeasures.BoundedSlowdown(result, tauSeconds) is { } slowdown)
        {
            user.Slowdown += slowdown;
            user.Ended++;
        }

        bool? waited = JobMeasures.WaitedOver(result, TimeSpan.FromHours(1));
        user.KnownWaits += waited is null ? 0 : 1;
        user.LongWaits += waited == true ? 1 : 0;
        if (fairness.Of(job) is { } rho)
        {
            user.Rho += rho;
            user.Rated++;
            user.Slowed += rho > 1 ? 1 : 0;
        }
    }

    // DRF (Ghodsi et al., NSDI 2011): the greatest of the shares of a resource that a user holds, here on average.
    private double DominantShare(List<int> jobs)
    {
        double gpus = 0, cores = 0;
        foreach (int job in jobs)
        {
            gpus += run.Jobs[job].AllocatedGpuSeconds;
            cores += run.Jobs[job].AllocatedCpuSeconds;
        }

        return Math.Max(
            _gpuCapacity > 0 ? gpus / _gpuCapacity : 0, _coreCapacity is > 0 ? cores / _coreCapacity.Value : 0);
    }
}
