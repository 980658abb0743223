using ClusterSim.Behavior;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Limits that hold whatever the rules say: a cool-down for each job, no further action on a job that was harmed, and
/// so many actions a pass and an hour at most.
/// </summary>
internal sealed class GuardRails
{
    private readonly PatternDrivenOptions _options;
    private readonly SimTime[] _freeAt;
    private readonly bool[] _harmed;
    private readonly Queue<SimTime> _lastHour = [];
    private int _inPass;

    public GuardRails(PatternDrivenOptions options, int jobs)
    {
        (_options, _harmed, _freeAt) = (options, new bool[jobs], new SimTime[jobs]);
        Array.Fill(_freeAt, SimTime.Zero);
    }

    /// <summary>Actions in the pass so far.</summary>
    public int InPass => _inPass;

    public void BeginPass() => _inPass = 0;

    /// <summary>Why nobody may act on a job now; <see cref="ActionRefusal.None"/> when somebody may.</summary>
    public ActionRefusal Check(int job, SimTime now)
    {
        if (_harmed[job])
        {
            return ActionRefusal.HarmedBefore;
        }

        if (now < _freeAt[job])
        {
            return ActionRefusal.CoolDown;
        }

        return IsFull(now) ? ActionRefusal.TooManyActions : ActionRefusal.None;
    }

    /// <summary>Whether this pass or the last hour has had all the actions that it may have.</summary>
    public bool IsFull(SimTime now)
    {
        while (_lastHour.TryPeek(out SimTime oldest) && now - oldest >= TimeSpan.FromHours(1))
        {
            _lastHour.Dequeue();
        }

        return _inPass >= _options.ActionsPerPass || _lastHour.Count >= _options.ActionsPerHour;
    }

    /// <summary>When the limits of this moment are lifted.</summary>
    public SimTime OpensAt(SimTime now) => _lastHour.Count >= _options.ActionsPerHour
        ? _lastHour.Peek() + TimeSpan.FromHours(1)
        : now + TimeSpan.FromTicks(1);

    /// <summary>When the cool-down of a job is over.</summary>
    public SimTime FreeAt(int job) => _freeAt[job];

    /// <summary>Notes an action on a job.</summary>
    public void NoteAction(int job, SimTime now)
    {
        _freeAt[job] = now + _options.CoolDown;
        _lastHour.Enqueue(now);
        _inPass++;
    }

    /// <summary>Nobody acts on the job any more.</summary>
    public void NoteHarm(int job) => _harmed[job] = true;
}
