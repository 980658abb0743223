using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Policies.Themis;

/// <summary>Makes the bids of jobs.</summary>
internal sealed class ThemisBids(SchedulingView view, TimeSpan lease)
{
    private readonly Packed _packed = new();
    private readonly int _clusterGpus = view.Platform.TotalGpus;

    /// <summary>What a job has to say before it looks at what is offered.</summary>
    public ThemisBid Plain(int index)
    {
        JobView job = view.Job(index);
        return new ThemisBid(index, job.Demand.TotalGpus, Ratio(job, lease.TotalSeconds, 1), 0);
    }

    /// <summary>The bid of a job for its GPUs.</summary>
    /// <param name="plain">The bid without a gain.</param>
    /// <param name="offered">What is free when all GPUs whose lease is over are.</param>
    public ThemisBid For(ThemisBid plain, FreeResources offered)
    {
        JobView job = view.Job(plain.Job);
        if ((job.Placement ?? _packed.Place(offered, job.Demand)) is not { } place)
        {
            return plain;
        }

        double closeness = FinishTimeRatio.Closeness(place, view.Free, view.Platform.Network);
        return plain with { Gain = Math.Log(plain.Unfairness / Ratio(job, 0, closeness)) };
    }

    private double Ratio(JobView job, double wait, double closeness)
    {
        double work = Math.Max(job.Request.Steps?.Seconds ?? job.Request.Walltime?.TotalSeconds ?? 0, 1);
        double left = Math.Max(work - job.ExecutedTime.TotalSeconds, 1);
        double alone = FinishTimeRatio.Alone(
            work, Math.Max(job.Demand.TotalGpus, 1), _clusterGpus, view.Pending.Count + view.Running.Count);
        return FinishTimeRatio.Of((view.Now - job.SubmitTime).TotalSeconds, wait, left, closeness, alone);
    }
}
