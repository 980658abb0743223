using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// The jobs that were moved, and what that brought: their GPUs times the time since, times the gain in speed, read off
/// the time of a step or the busy GPUs before and after, plus what else the mover knows of.
/// </summary>
internal sealed class MovedJobs(PatternRun run)
{
    private readonly Dictionary<int, Moved> _moved = [];

    public bool IsEmpty => _moved.Count == 0;

    /// <summary>Jobs that were moved and still run.</summary>
    public IEnumerable<Moved> All => _moved.Values;

    /// <summary>Notes that a job is about to be moved.</summary>
    public Moved Add(Advice advice, Placement from)
    {
        Moved moved = new(
            advice, from, run.View.Job(advice.Job).Demand.TotalGpuMilli / 1000.0,
            run.Utilizations.Permille(advice.Job), run.Utilizations.StepSeconds(advice.Job), run.View.Now);
        _moved[advice.Job] = moved;
        return moved;
    }

    /// <summary>Forgets a move that was refused.</summary>
    public void Discard(int job) => _moved.Remove(job);

    public bool Contains(int job) => _moved.ContainsKey(job);

    public void Observe(in SimulationEvent happened)
    {
        if (happened.Kind == EventKind.UtilizationChanged || Utilizations.IsStepTime(happened))
        {
            Measure(happened);
        }
        else if (JobEvents.Stops(happened.Kind) && _moved.Remove(happened.Job, out Moved? moved))
        {
            moved.Extra -= happened.Kind == EventKind.JobEvicted ? moved.Gpus * happened.Value : 0;
            Settle(moved, happened.Time, evicted: happened.Kind == EventKind.JobEvicted);
        }
    }

    // The time of a step says more than utilization: a job that waits for its network may look as busy as before.
    private void Measure(in SimulationEvent happened)
    {
        if (!_moved.TryGetValue(happened.Job, out Moved? moved))
        {
            return;
        }

        if (happened.Kind == EventKind.MetricSampled)
        {
            moved.Speed = moved.StepSecondsBefore > 0 ? moved.StepSecondsBefore / happened.Value : moved.Speed;
        }
        else
        {
            moved.Speed ??= moved.PermilleBefore > 0 ? happened.Value / moved.PermilleBefore : 1;
        }
    }

    private void Settle(Moved moved, SimTime now, bool evicted)
    {
        double speed = moved.Speed ?? 1;
        bool harmed = evicted || speed < Speeds.NoLoss;
        double seconds = (now - moved.Since).TotalSeconds;
        if (harmed)
        {
            run.Rails.NoteHarm(moved.Advice.Job);
        }

        moved.Advice.Account.Settle(
            moved.Advice.What.ExpectedGpuSeconds, (moved.Gpus * seconds * (speed - 1)) + moved.Extra, harmed,
            LearnedClass.Of(run, moved.Advice.Job));
    }
}
