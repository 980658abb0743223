using ClusterSim.Time;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The jobs that ended in the present instant but whose processors RLScheduler has not taken back yet: it takes them
/// back one by one. It sorts its running jobs by end before each step, and by requested end whenever a head of the
/// queue blocks; both sorts keep the order of equal ones, which tells who goes first among simultaneous ends.
/// </summary>
internal sealed class RlSchedulerEnds
{
    private readonly SchedulingView _view;
    private readonly PeerMachine _machine;
    private readonly List<int> _ended = [];
    private readonly int[] _startNumber;
    private readonly int[] _startedAfterSorts;
    private readonly SimTime[] _requestedEnd;
    private int _starts;
    private int _sorts;
    private long _heldMilli;

    public RlSchedulerEnds(SchedulingView view, PeerMachine machine)
    {
        (_view, _machine) = (view, machine);
        _startNumber = new int[view.JobCount];
        _startedAfterSorts = new int[view.JobCount];
        _requestedEnd = new SimTime[view.JobCount];
    }

    /// <summary>What is free once the processors of ended jobs are counted as busy until they are taken back.</summary>
    public long FreeMilli => _machine.Processors.FreeMilli - _heldMilli;

    public void BeginPass()
    {
        foreach (int job in _view.Left)
        {
            _ended.Add(job);
            _heldMilli += _machine.Processors.NeedMilli(job);
        }
    }

    public void NoteStart(int job)
    {
        _startNumber[job] = ++_starts;
        _startedAfterSorts[job] = _sorts;
        long length = WaitingJobs.LengthTicks(_view.Job(job));
        long now = _view.Now.Ticks;
        _requestedEnd[job] = length < long.MaxValue - now ? new SimTime(now + length) : SimTime.Never;
    }

    /// <summary>Takes back the processors of one ended job; tells whether there was one.</summary>
    public bool ReleaseNext()
    {
        if (_ended.Count == 0)
        {
            return false;
        }

        int first = 0;
        for (int i = 1; i < _ended.Count; i++)
        {
            first = GoesBefore(_ended[i], _ended[first]) ? i : first;
        }

        Release(first);
        return true;
    }

    /// <summary>Takes back all; the order does not matter when nobody is waiting for it.</summary>
    public void ReleaseAll()
    {
        while (_ended.Count > 0)
        {
            Release(_ended.Count - 1);
        }
    }

    /// <summary>The first requested end at which a blocked job has room; it is worked out when it blocks.</summary>
    public SimTime FirstEndWithRoom(long needMilli)
    {
        _sorts++;
        return _machine.FirstEndWithRoom(FreeMilli, needMilli);
    }

    private void Release(int index)
    {
        int job = _ended[index];
        _ended.RemoveAt(index);
        _heldMilli -= _machine.Processors.NeedMilli(job);
        _machine.Running.Remove(job);
        if (_view.Running.Contains(job))
        {
            _machine.Running.Add(_view, job);
        }
    }

    // A job that was there at the last sort by requested end stands where that sort put it, before all later starts.
    private bool GoesBefore(int job, int other)
    {
        bool sorted = _startedAfterSorts[job] < _sorts && _startedAfterSorts[other] < _sorts;
        return sorted && _requestedEnd[job] != _requestedEnd[other]
            ? _requestedEnd[job] < _requestedEnd[other]
            : _startNumber[job] < _startNumber[other];
    }
}
