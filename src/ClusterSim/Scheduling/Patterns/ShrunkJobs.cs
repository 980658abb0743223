using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// The jobs that gave up GPUs, and what that brought. Their speed is read off the busy GPUs (GPUs times utilization)
/// before and after. A job that computes more slowly, or that fills the GPUs left to it and uses more of them than it
/// did before, gets its GPUs back as soon as there are some.
/// </summary>
internal sealed class ShrunkJobs(PatternRun run)
{
    private readonly Dictionary<int, Shrunk> _shrunk = [];
    private readonly SortedSet<int> _toGrow = [];
    private long _tried = -1;

    /// <summary>Whether the job was made smaller and still runs so.</summary>
    public bool Contains(int job) => _shrunk.ContainsKey(job);

    public void Add(Advice advice, Demand before, int instances)
    {
        int after = instances * Math.Max(1, before.PerInstance.Gpus);
        double busy = before.TotalGpus * (double)run.Utilizations.Permille(advice.Job);
        _shrunk[advice.Job] = new Shrunk(advice, before, after, busy, run.View.Now);
    }

    /// <summary>Forgets a shrink that was refused.</summary>
    public void Discard(int job) => _shrunk.Remove(job);

    /// <summary>Gives their GPUs back to jobs that use them, as far as there are some.</summary>
    public void GrowBack(Plan plan)
    {
        if (_toGrow.Count == 0 || _tried == run.View.ReleaseVersion)
        {
            return;
        }

        foreach (int job in _toGrow.ToArray())
        {
            JobView view = run.View.Job(job);
            if (run.Places.AtSize(view, _shrunk[job].Before) is { } larger)
            {
                Grow(job, larger, plan);
            }
        }

        _tried = run.View.ReleaseVersion;
    }

    public void Observe(in SimulationEvent happened)
    {
        if (happened.Kind == EventKind.UtilizationChanged)
        {
            Sample(happened.Job, happened.Value);
        }
        else if (JobEvents.Stops(happened.Kind) && _shrunk.Remove(happened.Job, out Shrunk? shrunk))
        {
            _toGrow.Remove(happened.Job);
            Settle(shrunk, happened.Time);
        }
    }

    private void Grow(int job, Placement larger, Plan plan)
    {
        Shrunk shrunk = _shrunk[job];
        _shrunk.Remove(job);
        if (plan.Resize(job, larger) != RefusalReason.None)
        {
            _shrunk.Add(job, shrunk);
            return;
        }

        run.View.Decisions?.Acted(job, "it is given back what a rule took: it needs it, or nobody else does");
        _toGrow.Remove(job);
        run.NoteAction(job);
        Settle(shrunk, run.View.Now);
    }

    private void Sample(int job, double permille)
    {
        if (!_shrunk.TryGetValue(job, out Shrunk? shrunk))
        {
            return;
        }

        double busy = shrunk.GpusAfter * permille;
        shrunk.Speed ??= shrunk.BusyBefore > 0 ? Math.Min(1, busy / shrunk.BusyBefore) : 1;
        bool full = permille >= run.Options.GrowBackUtilization * 1000;
        if (shrunk.Speed < Speeds.NoLoss || (full && busy * Speeds.NoLoss > shrunk.BusyBefore))
        {
            _toGrow.Add(job);
            _tried = -1;
        }
    }

    private void Settle(Shrunk shrunk, SimTime now)
    {
        double seconds = (now - shrunk.Since).TotalSeconds;
        double speed = shrunk.Speed ?? 1;
        bool harmed = speed < Speeds.NoLoss;
        double obtained = ((shrunk.Before.TotalGpus * speed) - shrunk.GpusAfter) * seconds;
        if (harmed)
        {
            run.Rails.NoteHarm(shrunk.Advice.Job);
            shrunk.Advice.Account.CountDelay();
        }

        shrunk.Advice.Account.Settle(
            shrunk.Advice.What.ExpectedGpuSeconds, obtained, harmed, LearnedClass.Of(run, shrunk.Advice.Job));
    }

    private sealed record Shrunk(Advice Advice, Demand Before, int GpusAfter, double BusyBefore, SimTime Since)
    {
        public double? Speed { get; set; }
    }
}
