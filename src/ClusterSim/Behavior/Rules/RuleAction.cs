namespace ClusterSim.Behavior.Rules;

/// <summary>What a rule recommends when it hits: the <c>action</c> block of its document.</summary>
/// <param name="Recommend">What to do.</param>
/// <param name="Confidence">0 to 1: how sure the rule's author is that acting does no harm.</param>
/// <param name="Explanation">
/// Sentence for people, with <c>{job}</c>, <c>{user}</c>, <c>{application}</c>, <c>{gpus}</c>, <c>{target}</c>,
/// <c>{hours}</c> in it.
/// </param>
public sealed record RuleAction(RecommendedAction Recommend, double Confidence, string Explanation)
{
    /// <summary>How the expected saving is estimated.</summary>
    /// <value>Default: the formula of <see cref="Recommend"/>.</value>
    public SavingFormula Saving { get; init; } = DefaultSavingOf(Recommend);

    /// <summary>The formula that an action uses when its rule names none.</summary>
    /// <param name="action">The action.</param>
    public static SavingFormula DefaultSavingOf(RecommendedAction action) => action switch
    {
        RecommendedAction.Reclaim => SavingFormula.IdleTime,
        RecommendedAction.Shrink => SavingFormula.IdleGpus,
        RecommendedAction.Requeue or RecommendedAction.Defer or RecommendedAction.HoldUser => SavingFormula.Attempt,
        RecommendedAction.Pack or RecommendedAction.Migrate or RecommendedAction.SmallerGpu =>
            SavingFormula.IdleShare,
        RecommendedAction.CheckpointRequeue => SavingFormula.UnsafeWork,
        _ => SavingFormula.None,
    };
}
