using System.Collections.Immutable;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// The order in which a policy considers jobs. Jobs with equal keys go in order of submission, so every order is total.
/// </summary>
public interface IJobOrder
{
    /// <summary>Name in results and experiment files, e.g. <c>sjf</c>.</summary>
    string Name { get; }

    /// <summary>When keys change.</summary>
    /// <value>Default <see cref="KeyChange.Never"/>.</value>
    KeyChange Changes => KeyChange.Never;

    /// <summary>Every option of the order with its value, for the provenance of a result.</summary>
    IReadOnlyDictionary<string, string> Options => ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Called once before the first pass of a run.</summary>
    void Begin(SchedulingView view)
    {
    }

    /// <summary>
    /// Grows when the keys of many jobs have changed at once, for instance because the order learned from jobs that
    /// ended. With preemption, all keys are then asked anew.
    /// </summary>
    /// <value>Default 0: never. Looked at after <see cref="BeginPass"/>.</value>
    long Version => 0;

    /// <summary>
    /// Called at the begin of each pass with preemption, or where keys change while jobs wait, before any key is asked.
    /// </summary>
    void BeginPass(SchedulingView view)
    {
    }

    /// <summary>Key of a job; smaller goes first. Not NaN.</summary>
    double Key(in JobView job);

    /// <summary>
    /// When the key of a running or waiting job changes next if nothing happens until then; <see cref="SimTime.Never"/>
    /// when it does not.
    /// </summary>
    SimTime NextChange(in JobView job) => SimTime.Never;

    /// <summary>The time told by <see cref="NextChange"/> has come; <see cref="Key"/> is asked next.</summary>
    void Change(in JobView job)
    {
    }
}
