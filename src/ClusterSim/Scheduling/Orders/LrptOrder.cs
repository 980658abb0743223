using System.Collections.Immutable;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// Longest remaining processing time first: with preemption it ends a fixed set of jobs on identical machines soonest,
/// and is the worst for the mean completion time (Pinedo, Scheduling, section 5.2). The remaining time is the requested
/// walltime less the time on the nodes so far, in whole quanta rounded up: without a quantum, jobs with equal remains
/// would take turns without end. Jobs without a walltime come first.
/// </summary>
internal sealed class LrptOrder(TimeSpan quantum) : IJobOrder
{
    public string Name => "lrpt";

    public KeyChange Changes => KeyChange.AtKnownTimes;

    public IReadOnlyDictionary<string, string> Options => ImmutableSortedDictionary<string, string>.Empty
        .Add("quantum", FormattableString.Invariant($"{quantum.TotalSeconds}s"));

    public double Key(in JobView job) => Remaining(job) is { } remaining ? -Quanta(remaining) : double.NegativeInfinity;

    public SimTime NextChange(in JobView job) =>
        job.Status == JobStatus.Running && Remaining(job) is { Ticks: > 0 } remaining
            ? job.Now + (remaining - ((Quanta(remaining) - 1) * quantum))
            : SimTime.Never;

    private static TimeSpan? Remaining(in JobView job) => job.Request.Walltime is { } walltime
        ? new TimeSpan(Math.Max(0, (walltime - job.ExecutedTime).Ticks))
        : null;

    private long Quanta(TimeSpan remaining) => (remaining.Ticks + quantum.Ticks - 1) / quantum.Ticks;
}
