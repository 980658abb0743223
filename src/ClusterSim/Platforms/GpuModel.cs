namespace ClusterSim.Platforms;

/// <summary>A kind of GPU and what is known of it.</summary>
public sealed record GpuModel
{
    /// <summary>Name as in traces and node descriptions, e.g. <c>V100-32GB</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Speed relative to the reference GPU on which run times are stated.</summary>
    /// <value>Greater than 0; default 1: run times of the trace are taken as they are.</value>
    public double RelativeSpeed { get; init; } = 1;

    /// <summary>Device memory in MiB.</summary>
    /// <value>Default 0: unknown.</value>
    public long MemoryMiB { get; init; }

    /// <summary>Power when idle, in watts.</summary>
    /// <value>Default <c>null</c>: unknown.</value>
    public double? IdleWatts { get; init; }

    /// <summary>Power at full utilization, in watts.</summary>
    /// <value>Default <c>null</c>: unknown.</value>
    public double? MaxWatts { get; init; }

    /// <summary>
    /// Part of a busy GPU's time that goes by its core frequency and not by its memory: at a frequency f of the
    /// greatest, time is 1 + s (1 / f − 1) as long.
    /// </summary>
    /// <value>0 to 1; default <c>null</c>: as fitted to measurements of a GPU of that name, or of any.</value>
    public double? FrequencySensitivity { get; init; }

    /// <summary>
    /// Part of a busy GPU's power that falls with its core frequency: at a frequency f of the greatest, power is 1 − d
    /// (1 − f³) as great.
    /// </summary>
    /// <value>0 to 1; default <c>null</c>: as fitted to measurements of a GPU of that name, or of any.</value>
    public double? DynamicPowerShare { get; init; }

    /// <summary>On-demand price of one GPU hour.</summary>
    /// <value>Default <c>null</c>: unknown.</value>
    public double? PricePerHour { get; init; }

    /// <summary>Where the numbers come from.</summary>
    /// <value>Default empty.</value>
    public string Source { get; init; } = "";
}
