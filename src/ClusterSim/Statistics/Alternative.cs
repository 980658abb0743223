namespace ClusterSim.Statistics;

/// <summary>What a test looks for.</summary>
public enum Alternative
{
    /// <summary>A difference either way: twice the smaller of the one-sided p values, at most 1.</summary>
    TwoSided,

    /// <summary>That the second is less than the first.</summary>
    Less,

    /// <summary>That the second is greater than the first.</summary>
    Greater,
}
