using ClusterSim.Events;
using ClusterSim.Scheduling;
using ClusterSim.Time;

namespace ClusterSim.Experiments.Explaining;

/// <summary>Something that was done to a job in a run.</summary>
/// <param name="Time">When.</param>
/// <param name="Kind">What, as the event that it made.</param>
/// <param name="Placement">Where the job runs from now on; <c>null</c> where that does not change or it stops.</param>
/// <param name="Limit">
/// The limit of power of each GPU in watts, 0 for none; or the frequency in 1/1000 of the greatest.
/// </param>
internal readonly record struct JobStep(SimTime Time, EventKind Kind, Placement? Placement, double Limit)
{
    /// <summary>Whether an event limits what the GPUs of a job may do.</summary>
    public static bool IsLimit(EventKind kind) => kind is EventKind.JobPowerCapped or EventKind.JobFrequencySet;
}
