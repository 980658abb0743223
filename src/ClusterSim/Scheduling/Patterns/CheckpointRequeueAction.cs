using ClusterSim.Behavior;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Stops a running job after a checkpoint and holds it back for at most the hold limit. Benefit: the GPU time that
/// those who started meanwhile got earlier; if nobody did, minus the job's GPUs times the time that it was held. What
/// checkpoint and restore cost is not in it.
/// </summary>
internal sealed class CheckpointRequeueAction(PatternRun run) : IPatternAction
{
    public RecommendedAction Kind => RecommendedAction.CheckpointRequeue;

    public ActionRefusal TryApply(Advice advice, Plan plan)
    {
        if (advice.Status != JobStatus.Running || run.Held.WasHeld(advice.Job))
        {
            return ActionRefusal.JobChanged;
        }

        if (run.Utilizations.Returned(advice.Job, advice.Permille))
        {
            return ActionRefusal.NoLongerTrue;
        }

        if (plan.Preempt(advice.Job) != RefusalReason.None)
        {
            return ActionRefusal.PlanRefused;
        }

        run.View.Announce(advice.Job);
        run.NoteAction(advice.Job);
        run.Held.Begin(
            advice.Job, run.View.Now + run.Options.HoldLimit,
            new HoldTerms(HoldKind.Passing, advice.Account, advice.What.ExpectedGpuSeconds, HoldTerms.Always));
        return ActionRefusal.None;
    }
}
