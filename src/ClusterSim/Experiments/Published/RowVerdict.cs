namespace ClusterSim.Experiments.Published;

/// <summary>What comparing a published number with ours came to.</summary>
public enum RowVerdict
{
    /// <summary>Ours lies within the tolerance.</summary>
    Passed,

    /// <summary>Ours lies outside, and a note says why.</summary>
    Explained,

    /// <summary>Ours lies outside, and nobody knows why.</summary>
    Failed,

    /// <summary>Shown only: there is no published number, or none that ours should equal.</summary>
    NotJudged,
}
