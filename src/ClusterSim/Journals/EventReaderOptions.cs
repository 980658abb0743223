namespace ClusterSim.Journals;

/// <summary>How to read a stream of events.</summary>
public sealed record EventReaderOptions
{
    /// <summary>Whether damaged lines are counted and left out, so that one of them does not end a watch.</summary>
    /// <value>Default <c>false</c>: the first one is refused with its place.</value>
    public bool SkipDamagedLines { get; init; }

    /// <summary>Names of nodes that get the first numbers, in this order; e.g. those of a platform.</summary>
    /// <value>Default empty: nodes are numbered as they are first named.</value>
    public IReadOnlyList<string> Nodes { get; init; } = [];

    /// <summary>Jobs that are known at once; beyond them the one last named longest ago is forgotten.</summary>
    /// <value>Default 1,000,000; at least 1.</value>
    public int MostJobs { get; init; } = 1_000_000;
}
