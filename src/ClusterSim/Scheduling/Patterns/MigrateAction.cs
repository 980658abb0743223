using ClusterSim.Behavior;
using ClusterSim.Events;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Moves a job off a node that is bad for it: the last one of its nodes that the evidence names, or its only node.
/// Benefit: what it computes faster; and if that node fails while the job still runs, the work that would have been
/// lost. A failure of a node that it was moved to counts against it.
/// </summary>
internal sealed class MigrateAction(PatternRun run) : IPatternAction
{
    private readonly MovedJobs _moved = new(run);

    public RecommendedAction Kind => RecommendedAction.Migrate;

    public bool ServesTheJob => true;

    public ActionRefusal TryApply(Advice advice, Plan plan)
    {
        JobView job = run.View.Job(advice.Job);
        if (advice.Status != JobStatus.Running || _moved.Contains(advice.Job))
        {
            return ActionRefusal.JobChanged;
        }

        int bad = BadNode(advice, job.Placement!);
        if (bad < 0 || run.Places.Avoiding(job, bad) is not { } better)
        {
            return ActionRefusal.NothingBetter;
        }

        Moved moved = _moved.Add(advice, job.Placement!);
        moved.Avoided = bad;
        if (plan.Migrate(advice.Job, better) != RefusalReason.None)
        {
            _moved.Discard(advice.Job);
            return ActionRefusal.PlanRefused;
        }

        advice.Account.CountApplication(advice.What.ExpectedGpuSeconds);
        advice.Account.CountDelay();
        run.NoteAction(advice.Job);
        return ActionRefusal.None;
    }

    public void Observe(in SimulationEvent happened)
    {
        if (happened.Kind == EventKind.NodeDown && !_moved.IsEmpty)
        {
            CreditFailure(happened);
        }

        _moved.Observe(happened);
    }

    private static int BadNode(Advice advice, Placement placement)
    {
        for (int i = advice.Detection.Evidence.Length - 1; i >= 0; i--)
        {
            int node = advice.Detection.Evidence[i].Node;
            if (node >= 0 && placement.Slices.Any(slice => slice.Node == node))
            {
                return node;
            }
        }

        return placement.NodeCount == 1 ? placement.Slices[0].Node : -1;
    }

    // It would have lost what it did since its last start; the move itself was a checkpoint that it did not need there.
    private void CreditFailure(in SimulationEvent happened)
    {
        foreach (Moved moved in _moved.All)
        {
            if (moved.Avoided == happened.Node)
            {
                moved.Avoided = -1;
                moved.Extra += moved.Gpus * (happened.Time - run.View.Job(moved.Advice.Job).LastStart).TotalSeconds;
            }
        }
    }
}
