using System.Collections.Immutable;

namespace ClusterSim.Traces.Inspection;

/// <summary>What jobs do with the GPUs that they hold, where the trace says so.</summary>
/// <param name="Jobs">Jobs with GPUs and a known utilization.</param>
/// <param name="GpuHours">GPU-hours that they hold.</param>
/// <param name="MeanUtilization">Their utilization, 0 to 1, weighted with GPU time.</param>
/// <param name="Kinds">The same by what the jobs do, in the order of the enumeration; kinds that do not occur are
/// missing.</param>
public sealed record InspectedUtilization(
    int Jobs, double GpuHours, double MeanUtilization, ImmutableArray<InspectedPhaseKind> Kinds);
