using System.Collections.Immutable;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The "EASY backfilling" of AccaSim 1.1 (Galleguillos et al.), commit 2a3c0e0. The first job that does not fit is
/// blocked until a time fixed once, even if there is room before; meanwhile every job that fits starts, however long
/// it is.
/// </summary>
internal sealed class EasyAccaSim(IPlacement placement) : ISchedulingPolicy
{
    private const int None = -1;

    private WaitingJobs? _waiting;
    private PeerMachine? _machine;
    private int _blocked;
    private SimTime _reserved;
    private int _submitted;

    public string Name => "easy-accasim";

    public IReadOnlyDictionary<string, string> Options { get; } =
        ImmutableSortedDictionary<string, string>.Empty.Add("placement", placement.Name);

    public void Begin(SchedulingView view)
    {
        _machine = new PeerMachine(view, placement);
        _waiting = new WaitingJobs(view, _machine.Processors, WaitingJobs.InOrderOfSubmission(view));
        (_blocked, _reserved, _submitted) = (None, SimTime.Never, 0);
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        if (_waiting is null)
        {
            throw new InvalidOperationException("Begin was not called.");
        }

        _machine!.Running.Update(view);
        _waiting.Update();
        CountSubmissions(view);
        Unblock(view, plan);
        if (_blocked == None)
        {
            StartInOrder(plan);
        }

        if (_blocked != None)
        {
            view.Decisions?.Reserved(_blocked, _reserved);
            Fill(plan);
            WakeWhenNothingElseWill(view, plan);
        }
    }

    private void CountSubmissions(SchedulingView view)
    {
        foreach (int job in view.Queued)
        {
            _submitted += view.Job(job).Restarts == 0 ? 1 : 0;
        }
    }

    // Where no requested end tells a time, the job is tried at every event.
    private void Unblock(SchedulingView view, Plan plan)
    {
        bool reached = _reserved <= view.Now || _reserved.IsNever;
        if (_blocked != None && (!view.Pending.Contains(_blocked) || (reached && TryStart(_blocked, plan))))
        {
            (_blocked, _reserved) = (None, SimTime.Never);
        }
    }

    private void StartInOrder(Plan plan)
    {
        int head;
        while ((head = _waiting!.First()) != None)
        {
            if (!TryStart(head, plan))
            {
                _blocked = head;
                ProcessorCount processors = _machine!.Processors;
                _reserved = _machine.FirstEndWithRoom(processors.FreeMilli, processors.NeedMilli(head));
                return;
            }
        }
    }

    private void Fill(Plan plan)
    {
        ProcessorCount processors = _machine!.Processors;
        int position = 0;
        int job;
        while ((job = _waiting!.Next(position, processors.FreeMilli, WaitingJobs.Endless)) != None)
        {
            position = _waiting.PositionOf(job) + 1;
            if (job != _blocked)
            {
                TryStart(job, plan);
            }
        }
    }

    private bool TryStart(int job, Plan plan)
    {
        bool started = _machine!.TryStart(job, plan);
        if (started)
        {
            _waiting!.Remove(job);
        }

        return started;
    }

    // AccaSim lets time go by when it has no event left, and so comes to the reserved time.
    private void WakeWhenNothingElseWill(SchedulingView view, Plan plan)
    {
        if (view.Running.Count == 0 && _submitted == view.JobCount && _reserved > view.Now && !_reserved.IsNever)
        {
            plan.WakeAt(_reserved);
        }
    }
}
