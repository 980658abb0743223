using ClusterSim.Time;

namespace ClusterSim.Engine.Training;

/// <summary>Lets the running training jobs look at their own steps at regular times, all at once.</summary>
internal sealed class TrainingClock(RunState run, JobLifecycle jobs)
{
    private readonly List<int> _looking = [];
    private bool _queued;

    /// <summary>The regular time has come.</summary>
    public void TuneAll()
    {
        _queued = false;
        _looking.Clear();
        foreach (int job in run.View.Running)
        {
            if (run.Training[job] is not null)
            {
                _looking.Add(job);
            }
        }

        foreach (int job in _looking)
        {
            jobs.Tune(job);
        }

        AfterPass();
    }

    /// <summary>Jobs may have been started, moved or stopped.</summary>
    public void AfterPass()
    {
        if (!run.Training.Any)
        {
            return;
        }

        _looking.Clear();
        _looking.AddRange(run.Training.Slowed(run.View.Running));
        foreach (int job in _looking)
        {
            jobs.ChangeRate(job);
        }

        if (!_queued && IsAnyRunning())
        {
            long interval = Math.Max(run.Options.Training.TuneInterval.Ticks, TimeSpan.TicksPerSecond);
            SimTime next = new((run.Now.Ticks / interval * interval) + interval);
            run.Queue.Schedule(next, EventPhase.Timer, (int)EventCode.TuningDue, 0);
            _queued = true;
        }
    }

    private bool IsAnyRunning()
    {
        foreach (int job in run.View.Running)
        {
            if (run.Training[job] is not null)
            {
                return true;
            }
        }

        return false;
    }
}
