using System.Collections.Immutable;

namespace ClusterSim.Traces.Inspection;

/// <summary>
/// What a trace demands over time: every job from its recorded start (where unknown, its submission) for its run time.
/// </summary>
/// <param name="SpanSeconds">From the first submission to the last end.</param>
/// <param name="GpuHours">Sum of GPUs × run time in hours.</param>
/// <param name="CoreHours">Sum of cores × run time in hours.</param>
/// <param name="PeakGpus">Most GPUs in use at one instant.</param>
/// <param name="PeakCores">Most cores in use at one instant.</param>
/// <param name="MachineCores">Cores of the machine that the trace names; <c>null</c> when it names none.</param>
/// <param name="MachineUtilization">Core-hours over what the machine offers during the span; <c>null</c> without a
/// machine.</param>
/// <param name="ShareOfTimeAboveMachine">Share of the span during which more cores are in use than the machine has;
/// <c>null</c> without a machine.</param>
/// <param name="Bins">The span in equal stretches.</param>
public sealed record InspectedLoad(
    double SpanSeconds,
    double GpuHours,
    double CoreHours,
    double PeakGpus,
    double PeakCores,
    long? MachineCores,
    double? MachineUtilization,
    double? ShareOfTimeAboveMachine,
    ImmutableArray<InspectedBin> Bins);
