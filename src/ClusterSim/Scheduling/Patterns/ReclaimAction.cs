using ClusterSim.Behavior;
using ClusterSim.Events;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Ends a job that is held to be finished. Benefit: its GPUs times the time for which it would have held on to them; if
/// it had work left, minus its GPUs times the work lost, and it comes back with a higher priority.
/// </summary>
internal sealed class ReclaimAction(PatternRun run, Priorities priorities) : IPatternAction
{
    private Advice? _reclaiming;

    public RecommendedAction Kind => RecommendedAction.Reclaim;

    public bool SavesEnergy => true;

    public ActionRefusal TryApply(Advice advice, Plan plan)
    {
        if (advice.Status != JobStatus.Running)
        {
            return ActionRefusal.JobChanged;
        }

        if (run.Utilizations.Returned(advice.Job, advice.Permille))
        {
            return ActionRefusal.NoLongerTrue;
        }

        _reclaiming = advice;
        RefusalReason refused = plan.Reclaim(advice.Job);
        _reclaiming = null;
        if (refused != RefusalReason.None)
        {
            return ActionRefusal.PlanRefused;
        }

        advice.Account.CountApplication(advice.What.ExpectedGpuSeconds);
        run.NoteAction(advice.Job);
        if (run.View.Pending.Contains(advice.Job))
        {
            // It was not finished and waits again; the base policy shall see that in this pass, not in the next.
            run.View.Announce(advice.Job);
            priorities.RaiseUntilStart(advice.Job, plan);
        }

        return ActionRefusal.None;
    }

    public void Observe(in SimulationEvent happened)
    {
        if (happened.Kind != EventKind.JobReclaimed || _reclaiming is not { } advice)
        {
            return;
        }

        double gpus = happened.Gpus * run.View.Job(happened.Job).Request.PerInstance.GpuMilli / 1000.0;
        bool harmed = happened.Value > 0;
        if (harmed)
        {
            run.Rails.NoteHarm(happened.Job);
            advice.Account.CountDelay();
        }

        advice.Account.Settle(
            advice.What.ExpectedGpuSeconds, gpus * (harmed ? -happened.Value : happened.Detail), harmed,
            LearnedClass.Of(run, happened.Job));
    }
}
