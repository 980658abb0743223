using ClusterSim.Behavior;
using ClusterSim.Events;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Takes away GPUs that a job does not use, and gives them back when it turns out that it uses them. Benefit: the GPUs
/// given up for as long as it ran without them, less what it took longer.
/// </summary>
internal sealed class ShrinkAction(PatternRun run) : IPatternAction
{
    private readonly ShrunkJobs _shrunk = new(run);

    public RecommendedAction Kind => RecommendedAction.Shrink;

    public bool SavesEnergy => true;

    public ActionRefusal TryApply(Advice advice, Plan plan)
    {
        JobView job = run.View.Job(advice.Job);
        if (advice.Status != JobStatus.Running || _shrunk.Contains(advice.Job))
        {
            return ActionRefusal.JobChanged;
        }

        if (run.Utilizations.Returned(advice.Job, advice.Permille))
        {
            return ActionRefusal.NoLongerTrue;
        }

        int each = Math.Max(1, job.Demand.PerInstance.Gpus);
        int instances = (advice.What.TargetGpus + each - 1) / each;
        if (instances < run.Options.MinimumInstances || instances >= job.Demand.Instances)
        {
            return ActionRefusal.BelowMinimum;
        }

        Placement smaller = PlacementCut.Of(job.Placement!, instances, job.Demand.PerInstance.Gpus);
        _shrunk.Add(advice, job.Demand, instances);
        if (plan.Resize(advice.Job, smaller) != RefusalReason.None)
        {
            _shrunk.Discard(advice.Job);
            return ActionRefusal.PlanRefused;
        }

        advice.Account.CountApplication(advice.What.ExpectedGpuSeconds);
        run.NoteAction(advice.Job);
        return ActionRefusal.None;
    }

    public void BeginPass(Plan plan) => _shrunk.GrowBack(plan);

    public void Observe(in SimulationEvent happened) => _shrunk.Observe(happened);
}
