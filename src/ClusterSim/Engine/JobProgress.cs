using ClusterSim.Time;

namespace ClusterSim.Engine;

/// <summary>
/// The hidden side of every job in dense arrays: how much work is done, at what rate more is being done, and how much
/// overhead must pass before that. Work is reference time in ticks; whatever changes a rate first integrates.
/// </summary>
internal sealed class JobProgress(JobTraits traits, int jobs)
{
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
        return new TimeSpan(Math.Min(_done[job] + WorkIn(worked, _rate[job]), traits.Work(job).Ticks));
    }

    /// <summary>Work left, as of the last integration.</summary>
    public TimeSpan Left(int job) => traits.Work(job) - Done(job);

    public double Rate(int job) => _rate[job];

    /// <summary>Overhead that must still pass before work goes on, as of the last integration.</summary>
    public TimeSpan Overhead(int job) => new(_overhead[job]);

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
        long work = Math.Min(WorkIn(elapsed - overhead, _rate[job]), left);
        _overhead[job] -= overhead;
        _done[job] += work;
        _since[job] = now;
        return (new TimeSpan(overhead), new TimeSpan(work));
    }

    /// <summary>
    /// When the work done will have reached <paramref name="goal"/>; <see cref="Run"/> or <see cref="Integrate"/> was
    /// called now.
    /// </summary>
    public SimTime Reaches(int job, TimeSpan goal) =>
        _since[job] + new TimeSpan(_overhead[job] + TimeFor(goal.Ticks - _done[job], _rate[job]));

    /// <summary>Sets what was done to a goal that has just been reached.</summary>
    public void Reach(int job, TimeSpan goal) => _done[job] = goal.Ticks;

    /// <summary>Whether work was done since the last integration.</summary>
    public bool HasWorked(int job, SimTime now) => (now - _since[job]).Ticks > _overhead[job];

    /// <summary>Keeps all progress, as a checkpoint does.</summary>
    public void Save(int job) => _saved[job] = _done[job];

    /// <summary>Falls back to the last checkpoint: periodic, explicit, or one that the job wrote itself.</summary>
    /// <param name="job">The job.</param>
    /// <param name="checkpointInterval">Work between periodic checkpoints; <c>null</c> when there are none.</param>
    /// <param name="written">Work that was done when the job last wrote a checkpoint itself; zero for never.</param>
    /// <returns>The work that is lost.</returns>
    public TimeSpan FallBack(int job, TimeSpan? checkpointInterval, TimeSpan written)
    {
        TimeSpan done = Done(job);
        TimeSpan kept = Kept(job, done, checkpointInterval, written);
        (_done[job], _saved[job]) = (kept.Ticks, kept.Ticks);
        return done - kept;
    }

    /// <summary>The work that the last checkpoint keeps when so much is done.</summary>
    public TimeSpan Kept(int job, TimeSpan done, TimeSpan? checkpointInterval, TimeSpan written)
    {
        long periodic = checkpointInterval is { Ticks: > 0 } interval
            ? done.Ticks / interval.Ticks * interval.Ticks
            : 0;
        return new TimeSpan(Math.Max(Math.Max(periodic, written.Ticks), _saved[job]));
    }

    // Exact for the common rate of one; rounded to the nearest tick otherwise.
    private static long WorkIn(long ticks, double rate) => rate == 1 ? ticks : (long)Math.Round(ticks * rate);

    // Rounded up, so that at that moment the work is really done.
    private static long TimeFor(long work, double rate) => rate == 1 ? work : (long)Math.Ceiling(work / rate);
}
