using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies;

/// <summary>
/// Holds the pending jobs of retry loops back behind others: out of the sight of the base policy until their back-off
/// is over, or nobody else waits. No job is held twice, so that none starves.
/// </summary>
internal sealed class PatternDrivenHolds(int jobCount, TimeSpan backOff)
{
    private readonly Dictionary<(string User, string Application), Loop> _loops = [];
    private readonly SortedDictionary<int, Hold> _held = [];
    private readonly Dictionary<int, (TimeSpan Delay, Loop Loop)> _released = [];
    private readonly bool[] _wasHeld = new bool[jobCount];

    /// <summary>Begins or prolongs the back-off of the loop that a job belongs to.</summary>
    public void BackOff(SchedulingView view, int job, PatternDrivenAccount account, double promisedGpuSeconds)
    {
        var request = view.Job(job).Request;
        _loops[(request.User, request.Application)] = new Loop(view.Now + backOff, account, promisedGpuSeconds);
        foreach (int pending in view.Pending)
        {
            TryHold(view, pending);
        }
    }

    /// <summary>Whether a job belongs to a loop that is backing off, and was never held.</summary>
    public bool MayHold(SchedulingView view, int job) =>
        !_wasHeld[job] && Find(view, job) is { } loop && loop.Until > view.Now;

    /// <summary>Whether somebody waits who is not held.</summary>
    public bool OthersWait(SchedulingView view) => view.Pending.Count > _held.Count;

    /// <summary>Holds a pending job that belongs to a loop.</summary>
    public void TryHold(SchedulingView view, int job)
    {
        if (view.Pending.Contains(job) && MayHold(view, job))
        {
            Loop loop = Find(view, job)!;
            _wasHeld[job] = true;
            _held.Add(job, new Hold(view.Now, loop));
        }
    }

    /// <summary>
    /// Takes new jobs of loops out of the base policy's sight, and shows it those that have waited long enough.
    /// </summary>
    public void BeginPass(SchedulingView view, Plan plan)
    {
        for (int i = 0; _loops.Count > 0 && i < view.Queued.Count; i++)
        {
            TryHold(view, view.Queued[i]);
        }

        if (_held.Count == 0)
        {
            return;
        }

        // Holding jobs back serves nobody when nobody else waits.
        bool othersWait = OthersWait(view);
        foreach ((int job, Hold hold) in _held.ToArray())
        {
            if (othersWait && EndOf(hold) > view.Now)
            {
                view.Pending.Remove(job);
                plan.WakeAt(EndOf(hold));
                continue;
            }

            Release(view, job, hold);
        }
    }

    /// <summary>Puts the held jobs back where the engine keeps them.</summary>
    public void EndPass(SchedulingView view, Plan plan)
    {
        if (_held.Count > 0 && view.Pending.Count == 0)
        {
            // All others got started: a pass of its own, as close as time allows, lets the held ones follow.
            plan.WakeAt(view.Now + TimeSpan.FromTicks(1));
        }

        foreach (int job in _held.Keys)
        {
            view.Pending.Add(job);
        }
    }

    /// <summary>
    /// Books what letting others pass brought: the GPU time of an attempt that failed after all was put off; that of
    /// one that succeeded came late by as long as it was held.
    /// </summary>
    public void Observe(in SimulationEvent happened, SchedulingView view)
    {
        bool failed = happened.Kind == EventKind.JobFailed;
        if ((failed || happened.Kind == EventKind.JobCompleted)
            && _released.Remove(happened.Job, out (TimeSpan Delay, Loop Loop) held))
        {
            JobView job = view.Job(happened.Job);
            double gpus = job.Demand.TotalGpuMilli / 1000.0;
            double seconds = failed ? job.ExecutedTime.TotalSeconds : -held.Delay.TotalSeconds;
            held.Loop.Account.Settle(gpus * seconds, harmed: !failed);
        }
    }

    private void Release(SchedulingView view, int job, Hold hold)
    {
        _held.Remove(job);
        view.Announce(job);
        if (view.Now > hold.Since)
        {
            _released[job] = (view.Now - hold.Since, hold.Loop);
            hold.Loop.Account.CountApplication(hold.Loop.PromisedGpuSeconds);
        }
    }

    private SimTime EndOf(Hold hold) => SimTime.Min(hold.Loop.Until, hold.Since + backOff);

    private Loop? Find(SchedulingView view, int job)
    {
        var request = view.Job(job).Request;
        return _loops.GetValueOrDefault((request.User, request.Application));
    }

    private sealed record Loop(SimTime Until, PatternDrivenAccount Account, double PromisedGpuSeconds);

    private readonly record struct Hold(SimTime Since, Loop Loop);
}
