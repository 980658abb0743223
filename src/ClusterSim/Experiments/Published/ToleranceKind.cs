namespace ClusterSim.Experiments.Published;

/// <summary>What a tolerance is counted in.</summary>
public enum ToleranceKind
{
    /// <summary>The unit of the metric.</summary>
    Absolute,

    /// <summary>A share of the published number.</summary>
    Relative,

    /// <summary>None: the published number must lie in the interval of ours over seeds.</summary>
    Interval,

    /// <summary>None: the row is shown, not judged.</summary>
    NotJudged,
}
