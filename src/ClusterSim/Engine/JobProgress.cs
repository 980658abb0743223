using ClusterSim.Time;

namespace ClusterSim.Engine;

/// <summary>
/// The hidden side of every job in dense arrays: how much work is done, at what rate more is being done, and how much
/// overhead must pass before that. Work is reference time in ticks; whatever changes a rate first integrates.
/// </summary>
internal sealed class JobProgress(JobTraits traits, int jobs, TimeSpan checkpointCost = default)
{
    private readonly long _cost = checkpointCost.Ticks;
    private readonly long[] _interval = new long[jobs];
    private readonly bool[] _writing = new bool[jobs];
    private readonly long[] _done = new long[jobs];
    private readonly long[] _saved = new long[jobs];
    private readonly long[] _overhead = new long[jobs];
    private readonly SimTime[] _since = new SimTime[jobs];
    private readonly double[] _rate = new double[jobs];

    /// <summary>Work done so far, as of the last integration.</summary>
    public TimeSpan Done(int job) => new(_done[job]);

    /// <summary>Work done up to now, without integrating.</summary>
    public TimeSpan DoneAt(int job, SimTime now)
    {
        long worked = Math.Max((now - _since[job]).Ticks - _overhead[job], 0);
        return new TimeSpan(Math.Min(Advance(job, worked).Done, traits.Work(job).Ticks));
    }

    /// <summary>Work left, as of the last integration.</summary>
    public TimeSpan Left(int job) => traits.Work(job) - Done(job);

    public double Rate(int job) => _rate[job];

    /// <summary>Overhead that must still pass before work goes on, as of the last integration.</summary>
    public TimeSpan Overhead(int job) => new(_overhead[job]);

    /// <summary>Progress between the periodic checkpoints; zero when there are none.</summary>
    public TimeSpan Interval(int job) => new(_interval[job]);

    /// <summary>Whether the overhead that must still pass is the writing of a checkpoint of what is done.</summary>
    public bool IsWriting(int job) => _writing[job];

    /// <summary>Sets the progress between periodic checkpoints, at its multiples; zero for none.</summary>
    public void SetInterval(int job, TimeSpan interval) => _interval[job] = interval.Ticks;

    /// <summary>Begins or continues to run at <paramref name="rate"/> after <paramref name="overhead"/>.</summary>
    public void Run(int job, SimTime now, double rate, TimeSpan overhead)
    {
        _since[job] = now;
        _rate[job] = rate;
        _overhead[job] = overhead.Ticks;
    }

    /// <summary>Integrates up to now.</summary>
    /// <returns>The wall time since the last integration that passed in overhead, and the work done in the
    /// rest.</returns>
    public (TimeSpan Overhead, TimeSpan Work) Integrate(int job, SimTime now)
    {
        long elapsed = (now - _since[job]).Ticks;
        long overhead = Math.Min(_overhead[job], elapsed);
        long left = traits.Work(job).Ticks - _done[job];
        _overhead[job] -= overhead;
        if (_writing[job] && _overhead[job] == 0)
        {
            (_saved[job], _writing[job]) = (_done[job], false);
        }

        Stretch stretch = Advance(job, elapsed - overhead);
        long work = Math.Min(stretch.Done - _done[job], left);
        _done[job] += work;
        _since[job] = now;
        if (stretch.Saved > 0)
        {
            _saved[job] = stretch.Saved;
        }

        if (stretch.StillToWrite > 0)
        {
            (_overhead[job], _writing[job]) = (stretch.StillToWrite, true);
        }

        return (new TimeSpan(overhead + stretch.Written), new TimeSpan(work));
    }

    /// <summary>
    /// When the work done will have reached <paramref name="goal"/>; <see cref="Run"/> or <see cref="Integrate"/> was
    /// called now.
    /// </summary>
    public SimTime Reaches(int job, TimeSpan goal)
    {
        long first = FirstCheckpoint(job);
        return _since[job] + new TimeSpan(_overhead[job] + (goal.Ticks <= first
            ? TimeFor(goal.Ticks - _done[job], _rate[job])
            : TimeFor(first - _done[job], _rate[job]) + TimeBehind(job, goal.Ticks - first)));
    }

    /// <summary>Sets what was done to a goal that has just been reached.</summary>
    public void Reach(int job, TimeSpan goal) => _done[job] = goal.Ticks;

    /// <summary>Whether work was done since the last integration.</summary>
    public bool HasWorked(int job, SimTime now) => (now - _since[job]).Ticks > _overhead[job];

    /// <summary>Keeps all progress, as a checkpoint does.</summary>
    public void Save(int job) => (_saved[job], _writing[job]) = (_done[job], false);

    /// <summary>Forgets all progress, as when a job begins anew.</summary>
    public void Reset(int job) => (_done[job], _saved[job], _writing[job]) = (0, 0, false);

    /// <summary>Falls back to the last checkpoint: periodic, explicit, or one that the job wrote itself.</summary>
    /// <param name="job">The job, whose progress was integrated now.</param>
    /// <param name="written">Work that was done when the job last wrote a checkpoint itself; zero for never.</param>
    /// <returns>The work that is lost.</returns>
    public TimeSpan FallBack(int job, TimeSpan written)
    {
        long kept = Kept(job, _done[job], _saved[job], written), lost = _done[job] - kept;
        (_done[job], _saved[job], _writing[job]) = (kept, kept, false);
        return new TimeSpan(lost);
    }

    /// <summary>The work that <see cref="FallBack"/> would lose now.</summary>
    public TimeSpan Unsaved(int job, SimTime now, TimeSpan written)
    {
        long done = DoneAt(job, now).Ticks, working = (now - _since[job]).Ticks - _overhead[job];
        long saved = _writing[job] && working >= 0 ? _done[job] : _saved[job];
        saved = Math.Max(saved, Advance(job, Math.Max(working, 0)).Saved);
        return new TimeSpan(done - Kept(job, done, saved, written));
    }

    // Checkpoints that take time count when they are finished; others are there with the work.
    private long Kept(int job, long done, long saved, TimeSpan written)
    {
        bool atOnce = _interval[job] > 0 && _cost == 0;
        return Math.Max(Math.Max(atOnce ? done / _interval[job] * _interval[job] : 0, written.Ticks), saved);
    }

    // The progress at which the next checkpoint that takes time is due; none is written at the end of the job.
    private long FirstCheckpoint(int job)
    {
        long interval = _interval[job];
        return _cost == 0 || interval == 0 ? long.MaxValue : (_done[job] / interval * interval) + interval;
    }

    // Where a stretch of time without other overhead leads: work and checkpoints alternate.
    private Stretch Advance(int job, long time)
    {
        (long first, long total, double rate) = (FirstCheckpoint(job), traits.Work(job).Ticks, _rate[job]);
        long untilFirst = first < total ? TimeFor(first - _done[job], rate) : long.MaxValue;
        if (time < untilFirst)
        {
            return new Stretch(_done[job] + WorkIn(time, rate), 0, 0, 0);
        }

        long interval = _interval[job], cycle = _cost + TimeFor(interval, rate);
        (long finished, long within) = Math.DivRem(time - untilFirst, cycle);
        long at = first + (finished * interval);
        long before = finished > 0 ? at - interval : 0;
        if (at >= total)
        {
            return new Stretch(total, before, finished * _cost, 0);
        }

        return within < _cost
            ? new Stretch(at, before, (finished * _cost) + within, _cost - within)
            : new Stretch(
                at + Math.Min(WorkIn(within - _cost, rate), interval), at, (finished + 1) * _cost, 0);
    }

    // The time from reaching a checkpoint to the moment at which so much more work is done.
    private long TimeBehind(int job, long work)
    {
        (long whole, long rest) = Math.DivRem(work - 1, _interval[job]);
        return (whole * (_cost + TimeFor(_interval[job], _rate[job]))) + _cost + TimeFor(rest + 1, _rate[job]);
    }

    // Exact for the common rate of one; rounded to the nearest tick otherwise.
    private static long WorkIn(long ticks, double rate) => rate == 1 ? ticks : (long)Math.Round(ticks * rate);

    // Rounded up, so that at that moment the work is really done.
    private static long TimeFor(long work, double rate) => rate == 1 ? work : (long)Math.Ceiling(work / rate);

    private readonly record struct Stretch(long Done, long Saved, long Written, long StillToWrite);
}
