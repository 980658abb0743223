namespace ClusterSim.Signals;

/// <summary>What a file of a signal does not say itself.</summary>
public sealed record SignalFileOptions
{
    /// <summary>
    /// Which of several columns holds the values, by its header or short name (<c>direct</c> and <c>lca</c> in files of
    /// Electricity Maps); in a file of several hosts the host.
    /// </summary>
    /// <value>Default <c>null</c>: the one that there is, <c>lca</c> in files of Electricity Maps.</value>
    public string? Column { get; init; }

    /// <summary>Time zone of stamps that carry none.</summary>
    /// <value>Default <c>null</c>: UTC, and a notice says so where the file does not.</value>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>What the values mean, for a file whose header does not say it.</summary>
    /// <value>Default <c>null</c>: as the header says.</value>
    public SignalKind? Kind { get; init; }

    /// <summary>Name of the signal.</summary>
    /// <value>Default <c>null</c>: the name of the file up to its first point.</value>
    public string? Name { get; init; }
}
