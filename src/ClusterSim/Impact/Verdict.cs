namespace ClusterSim.Impact;

/// <summary>What a difference from the baseline means.</summary>
public enum Verdict
{
    /// <summary>There is no interval, so that chance is not excluded; the difference says why.</summary>
    NotTested,

    /// <summary>Better than the baseline, by more than chance and by enough to matter.</summary>
    Better,

    /// <summary>Worse than the baseline, by more than chance and by enough to matter.</summary>
    Worse,

    /// <summary>
    /// The interval contains zero, or the rank test does not reject, or the difference is too small to matter.
    /// </summary>
    NoMeaningfulDifference,
}
