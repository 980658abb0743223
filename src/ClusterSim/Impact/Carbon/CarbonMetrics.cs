namespace ClusterSim.Impact.Carbon;

/// <summary>
/// Emissions of a run in kilograms of CO2e: of its energy (operational, location-based) and the part of making its GPUs
/// that falls into its time (embodied). Both of the whole cluster, busy or idle.
/// </summary>
public sealed record CarbonMetrics
{
    /// <summary>Operational emissions of all accounts.</summary>
    public required double OperationalKg { get; init; }

    /// <summary>The part of jobs, overheads and their share of the facility included.</summary>
    public required double JobsKg { get; init; }

    /// <summary>What idle nodes and devices emitted, without the facility's part.</summary>
    public required double IdleKg { get; init; }

    /// <summary>
    /// Embodied emissions: GPUs installed x time x embodied carbon / lifetime; <c>null</c> when a model is unknown.
    /// PUE does not enter.
    /// </summary>
    public double? EmbodiedKg { get; init; }

    /// <summary>Low end of its band: lowest estimate, long lifetime.</summary>
    public double? EmbodiedLowKg { get; init; }

    /// <summary>High end of its band: highest estimate.</summary>
    public double? EmbodiedHighKg { get; init; }

    /// <summary>
    /// The part of <see cref="EmbodiedKg"/> that falls to GPUs while jobs held them.
    /// </summary>
    public double? EmbodiedJobsKg { get; init; }

    /// <summary>
    /// Software Carbon Intensity ((E x I + M) / R, ISO/IEC 21031) with a busy GPU hour as unit R, in g; <c>null</c>
    /// when nothing was busy. Without <see cref="EmbodiedKg"/> M is left out.
    /// </summary>
    public double? SciGramsPerBusyGpuHour { get; init; }

    /// <summary>Mean carbon intensity of the energy that was used, in gCO2e/kWh; <c>null</c> without energy.</summary>
    public double? MeanIntensity { get; init; }
}
