using ClusterSim.Behavior;
using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Holds pending jobs back behind others: out of the sight of the base policy until their time is over, the reason is
/// gone, or nobody else waits. No job is held twice, so that none starves.
/// </summary>
internal sealed class HeldJobs(PatternRun run)
{
    private readonly JobSet _held = new(run.View.JobCount);
    private readonly Dictionary<int, Hold> _holds = [];
    private readonly Dictionary<int, (TimeSpan Delay, Hold Hold)> _retried = [];
    private readonly Dictionary<int, (TimeSpan Delay, Hold Hold, PassingMark Released)> _released = [];
    private readonly bool[] _wasHeld = new bool[run.View.JobCount];
    private readonly Passing _passing = new();

    /// <summary>Number of jobs that are held back.</summary>
    public int Count => _held.Count;

    public bool Contains(int job) => _held.Contains(job);

    /// <summary>Whether a job was held back before; none is held twice.</summary>
    public bool WasHeld(int job) => _wasHeld[job];

    /// <summary>Holds a pending job back, or says why not.</summary>
    /// <param name="job">Index of the job.</param>
    /// <param name="until">When it is released at the latest.</param>
    /// <param name="terms">What the hold is for.</param>
    public ActionRefusal TryHold(int job, SimTime until, in HoldTerms terms)
    {
        SchedulingView view = run.View;
        if (!view.Pending.Contains(job) || _wasHeld[job])
        {
            return ActionRefusal.JobChanged;
        }

        ActionRefusal refusal = run.Rails.Check(job, view.Now);
        if (refusal == ActionRefusal.None)
        {
            Begin(job, until, terms);
            run.NoteAction(job);
        }

        return refusal;
    }

    /// <summary>Holds a job back that an action has just stopped; the guard rails were asked about that.</summary>
    public void Begin(int job, SimTime until, in HoldTerms terms)
    {
        double gpus = run.View.Job(job).Demand.TotalGpuMilli / 1000.0;
        _wasHeld[job] = true;
        _held.Add(job);
        _holds.Add(job, new Hold(run.View.Now, until, terms, gpus, _passing.Mark));
        _passing.HeldGpus += gpus;
    }

    /// <summary>Hides the held jobs from the base policy, and shows it those that have waited long enough.</summary>
    public void BeginPass(Plan plan)
    {
        SchedulingView view = run.View;
        // Holding jobs back serves nobody when nobody else waits.
        bool othersWait = view.Pending.Count > _held.Count;
        foreach (int job in _held)
        {
            Hold hold = _holds[job];
            if (othersWait && hold.Until > view.Now && hold.Terms.StillTrue(job))
            {
                view.Pending.Remove(job);
                view.Decisions?.HeldBack(job, hold.Until, "a rule advised to let others go first");
                plan.WakeAt(hold.Until);
            }
            else
            {
                Release(job, hold);
            }
        }
    }

    /// <summary>Puts the held jobs back where the engine keeps them.</summary>
    public void EndPass(Plan plan)
    {
        SchedulingView view = run.View;
        if (_held.Count > 0 && view.Pending.Count == 0)
        {
            // All others got started: a pass of its own, as close as time allows, lets the held ones follow.
            plan.WakeAt(view.Now + TimeSpan.FromTicks(1));
        }

        foreach (int job in _held)
        {
            view.Pending.Add(job);
        }
    }

    /// <summary>
    /// Books what letting others pass brought, when the job starts; and what putting an attempt off brought, when it
    /// ends: its GPU time if it failed after all; if it succeeded, it came late by as long as it was held.
    /// </summary>
    public void Observe(in SimulationEvent happened)
    {
        if (happened.Kind == EventKind.JobStarted)
        {
            double gpus = happened.Gpus * run.View.Job(happened.Job).Demand.PerInstance.GpuMilli / 1000.0;
            _passing.Start(happened.Time, gpus);
            SettlePassing(happened.Job, happened.Time);
            return;
        }

        bool failed = happened.Kind == EventKind.JobFailed;
        if ((failed || happened.Kind == EventKind.JobCompleted)
            && _retried.Remove(happened.Job, out (TimeSpan Delay, Hold Hold) retried))
        {
            double seconds = failed
                ? run.View.Job(happened.Job).ExecutedTime.TotalSeconds
                : -retried.Delay.TotalSeconds;
            Settle(happened.Job, retried.Hold, retried.Hold.Gpus * seconds, harmed: !failed);
        }
    }

    private void SettlePassing(int job, SimTime now)
    {
        if (_released.Remove(job, out (TimeSpan Delay, Hold Hold, PassingMark Released) released))
        {
            Hold hold = released.Hold;
            double passed = Passing.Between(hold.Mark, released.Released, now, hold.Gpus);
            double obtained = passed > 0 ? passed : -hold.Gpus * released.Delay.TotalSeconds;
            Settle(job, hold, obtained, harmed: passed <= 0);
        }
    }

    private void Release(int job, Hold hold)
    {
        _held.Remove(job);
        _holds.Remove(job);
        _passing.HeldGpus -= hold.Gpus;
        run.View.Announce(job);
        run.NoteChange();
        TimeSpan delay = run.View.Now - hold.Since;
        if (delay <= TimeSpan.Zero)
        {
            return;
        }

        hold.Terms.Account.CountApplication(hold.Terms.PromisedGpuSeconds);
        hold.Terms.Account.CountDelay();
        if (hold.Terms.Kind == HoldKind.Retry)
        {
            _retried[job] = (delay, hold);
        }
        else
        {
            _released[job] = (delay, hold, _passing.Mark);
        }
    }

    private void Settle(int job, Hold hold, double obtained, bool harmed)
    {
        hold.Terms.Account.Settle(
            hold.Terms.PromisedGpuSeconds, obtained, harmed, LearnedClass.Of(run, job));
        if (harmed)
        {
            run.Rails.NoteHarm(job);
        }
    }

    private sealed record Hold(SimTime Since, SimTime Until, HoldTerms Terms, double Gpus, PassingMark Mark);
}
