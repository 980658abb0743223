using System.Collections.Immutable;

namespace ClusterSim.Experiments;

/// <summary>One value of the trace axis: a trace file, or a preset of the workload generator.</summary>
public sealed record TraceChoice
{
    /// <summary>Name in folder names and reports; unique on its axis.</summary>
    public required string Name { get; init; }

    /// <summary>The trace file, with or without extension.</summary>
    /// <value>Default empty: the workload is generated.</value>
    public string Path { get; init; } = "";

    /// <summary>Name of the trace format.</summary>
    /// <value>Default <c>null</c>: recognised from the content.</value>
    public string? Format { get; init; }

    /// <summary>
    /// Preset of the workload generator, in place of a file. The seed of the scenario is the generator's seed.
    /// </summary>
    /// <value>Default empty: the workload is read from <see cref="Path"/>.</value>
    public string Preset { get; init; } = "";

    /// <summary>Options of the generator that differ from the preset.</summary>
    /// <value>Default empty.</value>
    public ImmutableSortedDictionary<string, string> Set { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Filters that the workload goes through, in order; see <see cref="WorkloadFilter"/>.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<string> Filters { get; init; } = [];

    /// <summary>Whether the workload is generated, so that it varies with the seed.</summary>
    public bool IsGenerated => Preset.Length > 0;
}
