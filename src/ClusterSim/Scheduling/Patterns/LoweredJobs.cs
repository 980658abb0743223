using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Running jobs whose priority was lowered, until their utilization returns or they end. Benefit: a job's GPUs times
/// the time for which it had to give way to others; nothing when it never had to.
/// </summary>
internal sealed class LoweredJobs(PatternRun run)
{
    private readonly Dictionary<int, Lowered> _lowered = [];
    private readonly SortedSet<int> _toRestore = [];

    public bool Contains(int job) => _lowered.ContainsKey(job);

    public void Add(Advice advice) => _lowered[advice.Job] = new Lowered(advice);

    /// <summary>Gives the jobs whose utilization returned their priority back.</summary>
    public void Restore(Plan plan)
    {
        foreach (int job in _toRestore)
        {
            if (_lowered.Remove(job, out Lowered? lowered))
            {
                plan.SetPriority(job, run.View.Job(job).Priority + run.Options.PriorityStep);
                run.NoteChange();
                Settle(lowered);
            }
        }

        _toRestore.Clear();
    }

    public void Observe(in SimulationEvent happened)
    {
        if (_lowered.Count == 0 || !_lowered.TryGetValue(happened.Job, out Lowered? lowered))
        {
            return;
        }

        switch (happened.Kind)
        {
            case EventKind.JobPreempted:
                lowered.OutSince = happened.Time;
                break;
            case EventKind.JobStarted:
                lowered.Out += lowered.OutSince is { } since ? happened.Time - since : TimeSpan.Zero;
                lowered.OutSince = null;
                break;
            case EventKind.UtilizationChanged
                when run.Utilizations.Returned(happened.Job, lowered.Advice.Permille):
                _toRestore.Add(happened.Job);
                break;
            default:
                if (JobEvents.Ends(happened.Kind))
                {
                    _lowered.Remove(happened.Job);
                    Settle(lowered);
                }

                break;
        }
    }

    private void Settle(Lowered lowered)
    {
        double gpus = run.View.Job(lowered.Advice.Job).Request.TotalGpuMilli / 1000.0;
        if (lowered.Out > TimeSpan.Zero)
        {
            lowered.Advice.Account.CountDelay();
        }

        lowered.Advice.Account.Settle(
            lowered.Advice.What.ExpectedGpuSeconds, gpus * lowered.Out.TotalSeconds, harmed: false,
            LearnedClass.Of(run, lowered.Advice.Job));
    }

    private sealed class Lowered(Advice advice)
    {
        public Advice Advice => advice;

        public SimTime? OutSince { get; set; }

        public TimeSpan Out { get; set; }
    }
}
