using System.Collections.Immutable;

namespace ClusterSim.Workloads;

/// <summary>Where a workload comes from: enough to make it again.</summary>
public sealed record WorkloadSource
{
    /// <summary>Short name, e.g. the file name without folders and extension.</summary>
    public string Name { get; init; } = "workload";

    /// <summary>Format name of the trace, or <c>generated</c>, or <c>memory</c>.</summary>
    public string Format { get; init; } = "memory";

    /// <summary>Hex SHA-256 of the trace file as stored.</summary>
    /// <value>Default empty: not read from a file.</value>
    public string Checksum { get; init; } = "";

    /// <summary>What was done to the jobs after reading, in order, e.g. <c>estimates: exact x 1</c>.</summary>
    public ImmutableArray<string> Transformations { get; init; } = [];

    /// <summary>
    /// Fields that the trace lacks and that a named mapping filled in, one line each, e.g. <c>synthetic application
    /// mix: 40 of 40 jobs drew one of 66 signatures of single_data.csv, seed 1</c>. Results are labelled with them.
    /// </summary>
    /// <value>Default empty: everything is the trace's.</value>
    public ImmutableArray<string> Mappings { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>
    /// Whether the jobs of one instant are ordered by their ids as text (<c>w0!10</c> before <c>w0!9</c>), as Batsim
    /// submits them, and not in natural order.
    /// </summary>
    /// <value>Default <c>false</c>.</value>
    public bool OrderIdsAsText { get; init; }

    /// <summary>The source of jobs of which a mapping filled in a field.</summary>
    internal WorkloadSource Mapped(string mapping) => this with
    {
        Mappings = Mappings.Add(mapping),
        Transformations = Transformations.Add(mapping),
    };
}
