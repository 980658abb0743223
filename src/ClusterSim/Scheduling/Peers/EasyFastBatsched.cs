using ClusterSim.Time;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// <c>easy_bf_fast</c> of batsched 1.4: EASY backfilling whose head keeps the start that was expected when it became
/// the head, without "extra nodes"; the queue is looked through only when a job has ended.
/// </summary>
internal sealed class EasyFastBatsched(BatschedOptions options) : ISchedulingPolicy
{
    private const int None = -1;

    private PeerMachine? _machine;
    private WaitingJobs? _waiting;
    private int _head;
    private SimTime _expected;
    private long _releases;

    public string Name => "easy-fast-batsched";

    public IReadOnlyDictionary<string, string> Options => options.Texts;

    public void Begin(SchedulingView view)
    {
        _machine = new PeerMachine(view, new FirstNamed(view));
        _waiting = new WaitingJobs(view, _machine.Processors, BatschedOrder.Jobs(view));
        (_head, _releases) = (None, view.ReleaseVersion);
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        if (_waiting is null)
        {
            throw new InvalidOperationException("Begin was not called.");
        }

        _machine!.Running.Update(view);
        _head = _head != None && view.Pending.Contains(_head) ? _head : None;
        if (view.ReleaseVersion != _releases)
        {
            _releases = view.ReleaseVersion;
            StartInOrder(plan);
            Backfill(view, plan);
        }

        foreach (int job in Arrivals(view))
        {
            Receive(view, job, plan);
        }

        if (_head != None)
        {
            view.Decisions?.Reserved(_head, _expected);
        }
    }

    private void StartInOrder(Plan plan)
    {
        if (_head != None && !_machine!.TryStart(_head, plan))
        {
            return;
        }

        _head = None;
        int job;
        while (_head == None && (job = _waiting!.First()) != None)
        {
            _waiting.Remove(job);
            if (!_machine!.TryStart(job, plan))
            {
                MakeHead(job);
            }
        }
    }

    private void Backfill(SchedulingView view, Plan plan)
    {
        int position = 0;
        int job;
        long room = Room(view);
        while (_head != None && room >= 0
            && (job = _waiting!.Next(position, _machine!.Processors.FreeMilli, room)) != None)
        {
            position = _waiting.PositionOf(job) + 1;
            if (_machine.TryStart(job, plan))
            {
                _waiting.Remove(job);
            }
        }
    }

    private void Receive(SchedulingView view, int job, Plan plan)
    {
        bool fits = _machine!.Processors.NeedMilli(job) <= _machine.Processors.FreeMilli;
        bool inTime = _head == None || WaitingJobs.LengthTicks(view.Job(job)) <= Room(view);
        if (fits && inTime && _machine.TryStart(job, plan))
        {
            return;
        }

        if (_head == None)
        {
            MakeHead(job);
        }
        else
        {
            _waiting!.Add(job);
        }
    }

    private void MakeHead(int job)
    {
        _head = job;
        ProcessorCount processors = _machine!.Processors;
        _expected = _machine.FirstEndWithRoom(processors.FreeMilli, processors.NeedMilli(job));
    }

    // The delay stands on both sides of "now + walltime + delay <= end of the running + delay", and so has no effect.
    private long Room(SchedulingView view) =>
        _expected.IsNever ? WaitingJobs.Endless : _expected.Ticks - view.Now.Ticks;

    private List<int> Arrivals(SchedulingView view)
    {
        List<int> arrivals = [.. view.Queued.Where(view.Pending.Contains)];
        if (arrivals.Count > 1)
        {
            arrivals.Sort((a, b) => _waiting!.PositionOf(a).CompareTo(_waiting.PositionOf(b)));
        }

        return arrivals;
    }
}
