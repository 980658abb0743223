namespace ClusterSim.Optimization;

/// <summary>How the left side of a constraint stands to its right side.</summary>
public enum RowRelation
{
    /// <summary>Left side at most right side.</summary>
    AtMost,

    /// <summary>Left side at least right side.</summary>
    AtLeast,

    /// <summary>Both sides equal.</summary>
    Equal,
}
