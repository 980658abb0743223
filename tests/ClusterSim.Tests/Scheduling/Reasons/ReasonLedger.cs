using ClusterSim.Events;
using ClusterSim.Experiments.Explaining;
using ClusterSim.Scheduling;
using ClusterSim.Time;

namespace ClusterSim.Tests.Scheduling.Reasons;

/// <summary>Holds what a policy does to jobs against what it tells of it, pass by pass.</summary>
internal sealed class ReasonLedger : IDecisionLog, IEventObserver
{
    private readonly HashSet<int> _told = [];
    private readonly List<(EventKind Kind, int Job)> _done = [];
    private readonly Dictionary<int, SimTime> _held = [];
    private readonly HashSet<int> _heldNow = [], _reserved = [];
    private SimTime _last;
    private int _unexplained;

    /// <summary>Reasons told, of whatever kind.</summary>
    public int Reasons { get; private set; }

    /// <summary>Jobs that were stopped, moved, resized or limited.</summary>
    public int Acts { get; private set; }

    /// <summary>Those of them that were not told why.</summary>
    public List<string> Untold { get; } = [];

    /// <summary>Passes that left a job waiting which would have fitted, times such jobs.</summary>
    public int Waits { get; private set; }

    /// <summary>Seconds that jobs waited though they would have fitted, without a reason or a reservation.</summary>
    public double UnexplainedSeconds { get; private set; }

    public void Reserved(int job, SimTime start)
    {
        Reasons++;
        _reserved.Add(job);
    }

    public void HeldBack(int job, SimTime until, string reason)
    {
        Assert.That(reason, Is.Not.Empty.And.Not.EndsWith("."));
        Reasons++;
        _held[job] = until;
        _heldNow.Add(job);
    }

    public void Acted(int job, string reason)
    {
        Assert.That(reason, Is.Not.Empty);
        Reasons++;
        _told.Add(job);
    }

    public void Observe(in SimulationEvent happened)
    {
        if (happened.Kind is EventKind.JobPreempted or EventKind.JobEvicted or EventKind.JobMigrated
            or EventKind.JobResized or EventKind.JobReclaimed or EventKind.JobPowerCapped)
        {
            _done.Add((happened.Kind, happened.Job));
        }

        if (happened.Kind == EventKind.JobStarted)
        {
            _reserved.Remove(happened.Job);
            _held.Remove(happened.Job);
        }
    }

    public void PassEnded(SchedulingView view)
    {
        Acts += _done.Count;
        Untold.AddRange(_done.Where(done => !_told.Contains(done.Job)).Select(done => $"{view.Now} {done}"));
        if (view.Now > _last)
        {
            UnexplainedSeconds += _unexplained * (view.Now - _last).TotalSeconds;
        }

        (_last, _unexplained) = (view.Now, 0);
        for (int job = 0; job < view.JobCount; job++)
        {
            if (view.Job(job).Status == JobStatus.Pending
                && RoomCheck.Of(view, view.Job(job).Demand).Cause is null)
            {
                Waits++;
                bool held = _heldNow.Contains(job) || (_held.TryGetValue(job, out SimTime until) && until > view.Now);
                _unexplained += held || _reserved.Any(other => other != job) ? 0 : 1;
            }
        }

        _told.Clear();
        _done.Clear();
        _heldNow.Clear();
    }
}
