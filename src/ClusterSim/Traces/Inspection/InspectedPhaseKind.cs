using System.Text.Json.Serialization;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Inspection;

/// <summary>The time that jobs spend on one kind of phase.</summary>
/// <param name="Kind">What they do.</param>
/// <param name="ShareOfGpuHours">Share of the GPU-hours of all jobs with a known utilization.</param>
/// <param name="MeanUtilization">Utilization during it, 0 to 1, weighted with GPU time.</param>
public sealed record InspectedPhaseKind(
    [property: JsonConverter(typeof(JsonStringEnumConverter<PhaseKind>))] PhaseKind Kind,
    double ShareOfGpuHours,
    double MeanUtilization);
