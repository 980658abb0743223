using ClusterSim.Time;

namespace ClusterSim.Events;

/// <summary>
/// One thing that happened. A value type, so that a run of a hundred million events allocates nothing for them;
/// <see cref="EventKind"/> says which fields carry a meaning.
/// </summary>
/// <param name="Time">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Job">Index of the job in the workload; -1 when none is concerned.</param>
/// <param name="Node">Index of the node in the platform; -1 when none, or several, are concerned.</param>
/// <param name="Gpus">GPUs concerned.</param>
/// <param name="Value">Number whose meaning the kind gives; 0 when it gives none.</param>
/// <param name="Detail">Code whose meaning the kind gives; 0 when it gives none.</param>
public readonly record struct SimulationEvent(
    SimTime Time,
    EventKind Kind,
    int Job = -1,
    int Node = -1,
    int Gpus = 0,
    double Value = 0,
    int Detail = 0);
