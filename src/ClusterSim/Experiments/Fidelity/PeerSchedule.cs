using System.Collections.Immutable;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>
/// A schedule that another program computed, and the run of ours that must give the same one, job by job. Files are
/// named relative to a folder of data that this package does not contain.
/// </summary>
public sealed record PeerSchedule
{
    /// <summary>Unique name, <c>peer/case</c>, e.g. <c>accasim/hpc2n-fifo</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whose schedule it is.</summary>
    public required PeerProgram Peer { get; init; }

    /// <summary>What the peer calls its policy, with its options.</summary>
    public required string PeerPolicy { get; init; }

    /// <summary>The trace file below the folder of data.</summary>
    public required string Trace { get; init; }

    /// <summary>Name of the trace format.</summary>
    /// <value>Default <c>null</c>: recognised from the content.</value>
    public string? Format { get; init; }

    /// <summary>Filters that the workload goes through, in order; see <see cref="WorkloadFilter"/>.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<string> Filters { get; init; } = [];

    /// <summary>A platform shorthand, or a platform file below the folder of data.</summary>
    public required string Platform { get; init; }

    /// <summary>Name of our policy in the catalogue.</summary>
    public required string Policy { get; init; }

    /// <summary>Options of our policy that differ from its defaults.</summary>
    /// <value>Default empty.</value>
    public ImmutableSortedDictionary<string, string> Set { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Options of our policy that name a file, each with the file below the folder of data.</summary>
    /// <value>Default empty.</value>
    public ImmutableSortedDictionary<string, string> SetFiles { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Everything else that shapes the run.</summary>
    /// <value>Default: the defaults of an experiment.</value>
    public OptionChoice Options { get; init; } = new();

    /// <summary>The peer's schedule, a CSV file below the folder of data.</summary>
    public required string Schedule { get; init; }

    /// <summary>Its columns that are compared.</summary>
    /// <value>Default: <c>job_id</c>, <c>start</c> and <c>finish</c>.</value>
    public PeerColumns Columns { get; init; } = new();

    /// <summary>Largest difference of a start or a finish that counts as equal.</summary>
    /// <value>Default zero. Only for schedules that were written with few decimals.</value>
    public TimeSpan Tolerance { get; init; }

    /// <summary>CPU time in seconds that the peer needed for the run.</summary>
    /// <value>Default <c>null</c>: not stated.</value>
    public double? PeerCpuSeconds { get; init; }

    /// <summary>Where <see cref="PeerCpuSeconds"/> was read.</summary>
    /// <value>Default empty.</value>
    public string PeerCpuSource { get; init; } = "";

    /// <summary>Number of jobs that are not equal, as far as that is known and explained.</summary>
    /// <value>Default 0: every job is equal.</value>
    public int KnownDifferences { get; init; }

    /// <summary>Why those jobs differ.</summary>
    /// <value>Default empty: none does.</value>
    public string Reason { get; init; } = "";
}
