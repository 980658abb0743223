namespace ClusterSim.Behavior;

/// <summary>What should be done about a detected behaviour, and what that is expected to bring.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Job">Index of the job that it concerns.</param>
/// <param name="ExpectedGpuSeconds">GPU-seconds that others can use if it is done; an estimate from what is visible,
/// never from the hidden profile.</param>
/// <param name="Confidence">0 to 1: how sure the rule's author is that acting does no harm.</param>
/// <param name="TargetGpus">GPUs that the job should keep, for <see cref="RecommendedAction.Shrink"/>; else 0.</param>
/// <param name="Explanation">One sentence for people.</param>
public sealed record Recommendation(
    RecommendedAction Action,
    int Job,
    double ExpectedGpuSeconds,
    double Confidence,
    int TargetGpus,
    string Explanation);
