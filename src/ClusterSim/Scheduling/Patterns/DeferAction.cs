using ClusterSim.Behavior;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Holds one waiting job back for at most the hold limit. Benefit: the GPU time that those who started meanwhile got
/// earlier; if nobody did, minus the job's GPUs times the time that it was held.
/// </summary>
internal sealed class DeferAction(PatternRun run) : IPatternAction
{
    public RecommendedAction Kind => RecommendedAction.Defer;

    public ActionRefusal TryApply(Advice advice, Plan plan) => run.Held.TryHold(
        advice.Job, run.View.Now + run.Options.HoldLimit,
        new HoldTerms(HoldKind.Passing, advice.Account, advice.What.ExpectedGpuSeconds, HoldTerms.Always));
}
