using ClusterSim.Events;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>Priorities that were changed, and what they go back to.</summary>
internal sealed class Priorities(PatternRun run)
{
    private readonly SortedDictionary<int, int> _before = [];
    private readonly Queue<int> _started = [];

    /// <summary>
    /// Lets a job go first that was stopped by mistake; from its start on its priority is the old one.
    /// </summary>
    public void RaiseUntilStart(int job, Plan plan)
    {
        if (run.BaseGoesByPriority)
        {
            _before.TryAdd(job, run.View.Job(job).Priority);
            Change(job, +run.Options.PriorityStep, plan);
        }
    }

    /// <summary>Changes the priority of a job by a number of steps; <c>false</c> when the engine refused.</summary>
    public bool Change(int job, int by, Plan plan)
    {
        run.NoteChange();
        return plan.SetPriority(job, run.View.Job(job).Priority + by) == RefusalReason.None;
    }

    public void BeginPass(Plan plan)
    {
        while (_started.TryDequeue(out int job))
        {
            if (_before.Remove(job, out int priority))
            {
                plan.SetPriority(job, priority);
                run.NoteChange();
            }
        }
    }

    public void Observe(in SimulationEvent happened)
    {
        if (happened.Kind == EventKind.JobStarted && _before.ContainsKey(happened.Job))
        {
            _started.Enqueue(happened.Job);
        }
    }
}
