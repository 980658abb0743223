namespace ClusterSim.Impact;

/// <summary>Which way a metric gets better.</summary>
public enum MetricDirection
{
    /// <summary>Less is better.</summary>
    Less,

    /// <summary>More is better.</summary>
    More,

    /// <summary>Neither way is better by itself.</summary>
    Neither,
}
