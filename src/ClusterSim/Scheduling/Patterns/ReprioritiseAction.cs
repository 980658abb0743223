using ClusterSim.Behavior;
using ClusterSim.Events;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Raises the priority of a job that waits, and lowers that of one that runs until its utilization returns. It has an
/// effect only under a base policy that goes by priorities.
/// </summary>
internal sealed class ReprioritiseAction(PatternRun run) : IPatternAction
{
    private readonly RaisedJobs _raised = new(run);
    private readonly LoweredJobs _lowered = new(run);

    public RecommendedAction Kind => RecommendedAction.Reprioritise;

    public ActionRefusal TryApply(Advice advice, Plan plan)
    {
        if (!run.BaseGoesByPriority)
        {
            return ActionRefusal.NoEffect;
        }

        bool waits = run.View.Pending.Contains(advice.Job);
        if ((!waits && advice.Status != JobStatus.Running) || _lowered.Contains(advice.Job))
        {
            return ActionRefusal.JobChanged;
        }

        int step = run.Options.PriorityStep;
        int before = run.View.Job(advice.Job).Priority;
        if (plan.SetPriority(advice.Job, before + (waits ? step : -step)) != RefusalReason.None)
        {
            return ActionRefusal.PlanRefused;
        }

        if (waits)
        {
            _raised.Add(advice, before);
        }
        else
        {
            _lowered.Add(advice);
        }

        advice.Account.CountApplication(advice.What.ExpectedGpuSeconds);
        run.NoteAction(advice.Job);
        return ActionRefusal.None;
    }

    public void BeginPass(Plan plan) => _lowered.Restore(plan);

    public void Observe(in SimulationEvent happened)
    {
        _raised.Observe(happened);
        _lowered.Observe(happened);
    }
}
