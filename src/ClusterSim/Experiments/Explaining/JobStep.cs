using ClusterSim.Events;
using ClusterSim.Scheduling;
using ClusterSim.Time;

namespace ClusterSim.Experiments.Explaining;

/// <summary>Something that was done to a job in a run.</summary>
/// <param name="Time">When.</param>
/// <param name="Kind">What, as the event that it made.</param>
/// <param name="Placement">Where the job runs from now on; <c>null</c> where that does not change or it stops.</param>
/// <param name="Watts">The limit of power of each GPU; 0 for none.</param>
internal readonly record struct JobStep(SimTime Time, EventKind Kind, Placement? Placement, double Watts);
