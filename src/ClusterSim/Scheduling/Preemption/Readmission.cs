using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Preemption;

/// <summary>
/// Works out on a copy of the free resources who has to give way to whom, so that nothing is stopped in vain, and then
/// plans it. A running job keeps its place unless somebody before it needs that; then it is asked again when its own
/// turn comes, and stays, moves or stops.
/// </summary>
internal sealed class Readmission(
    SchedulingView view, IPlacement placement, RankedRunning running, StopKind stop, Notices notices)
{
    private readonly Dictionary<int, int> _stoppedFor = [];
    private readonly TrialResources _trial = view.Free.Trial();
    private readonly List<(int Job, Placement Placement)> _starts = [];
    private readonly List<(int Job, Placement Placement)> _moves = [];
    private readonly SortedSet<int> _stopped = [];
    private readonly List<int> _asked = [];
    private int _lastHeld;

    /// <summary>The jobs that the last plan was to start, stop or move.</summary>
    public IReadOnlyList<int> Asked => _asked;

    /// <summary>Whether stopping jobs could make room: a cheap test by GPU share and CPU.</summary>
    public bool MayHelp(Candidate candidate)
    {
        long gpu = view.Free.TotalGpuMilli;
        long cpu = view.Free.TotalCpuMilli;
        int last = running.Count - 1;
        for (; last >= 0 && running[last].Key > candidate.Rank.Key; last--)
        {
            Demand victim = view.Job(running[last].Job).Demand;
            gpu += victim.TotalGpuMilli;
            cpu += victim.TotalCpuMilli;
        }

        bool any = last < running.Count - 1;
        return any && candidate.Demand.TotalGpuMilli <= gpu
            && (candidate.Demand.TotalCpuMilli <= cpu || view.Free.Nodes.AnyCpuUnlimited);
    }

    public void Begin()
    {
        _trial.CopyFrom(view.Free);
        _starts.Clear();
        _moves.Clear();
        _stopped.Clear();
        _stoppedFor.Clear();
        _asked.Clear();
        _lastHeld = running.Count - 1;
    }

    /// <summary>Gives a candidate resources if those before it in the order leave it enough.</summary>
    /// <param name="candidate">Who asks.</param>
    /// <param name="candidates">Takes those who give way; their own turn comes later.</param>
    public bool TryAdmit(Candidate candidate, PriorityQueue<Candidate, JobRank> candidates)
    {
        int job = candidate.Rank.Job;
        Placement? held = candidate.Shape is null ? view.Job(job).Placement : null;
        Placement? found = Find(candidate.Demand, held);
        if (found is null && CanMakeRoom(candidate, held))
        {
            found = MakeRoom(candidate, held, candidates);
        }

        if (found is null)
        {
            return false;
        }

        _trial.Take(candidate.Demand, found);
        if (candidate.Shape is not null)
        {
            _starts.Add((job, found));
        }
        else
        {
            _stopped.Remove(job);
            _moves.AddRange(found == held ? [] : [(job, found)]);
        }

        return true;
    }

    /// <summary>Stops, moves and starts as worked out; who has not had his notice yet goes on.</summary>
    public void Apply(Plan plan)
    {
        HashSet<int> early = [];
        foreach (int job in _stopped)
        {
            _asked.Add(job);
            if (!notices.IsDue(job, view.Now, plan))
            {
                early.Add(_stoppedFor[job]);
            }
        }

        foreach (int job in _stopped)
        {
            if (!early.Contains(_stoppedFor[job]))
            {
                Stop(plan, job);
            }
        }

        if (early.Count == 0)
        {
            Move(plan);
        }

        Start(plan, allFits: early.Count == 0);
    }

    private void Start(Plan plan, bool allFits)
    {
        foreach ((int job, Placement target) in _starts)
        {
            if (allFits || view.Free.Check(view.Job(job).Demand, target) == RefusalReason.None)
            {
                plan.Start(job, target);
            }

            _asked.Add(job);
        }
    }

    private void Stop(Plan plan, int job)
    {
        Tell(job);
        if (stop == StopKind.Kill)
        {
            plan.Restart(job);
        }
        else
        {
            plan.Preempt(job);
        }
    }

    private void Tell(int job) => view.Decisions?.Acted(
        job, $"{view.Job(_stoppedFor[job]).Id} comes before it in the order and needs its place");

    // A job moves once its target is free, which may be another mover's place. Those who wait for each other in a
    // circle cannot: one of them stops instead.
    private void Move(Plan plan)
    {
        _asked.AddRange(_moves.Select(move => move.Job));
        while (_moves.Count > 0)
        {
            int next = _moves.FindIndex(move => IsFreeFor(move.Job, move.Placement));
            int job = _moves[Math.Max(next, 0)].Job;
            Tell(job);
            if (next < 0 || plan.Migrate(job, _moves[next].Placement) != RefusalReason.None)
            {
                Stop(plan, job);
            }

            _moves.RemoveAt(Math.Max(next, 0));
        }
    }

    private bool IsFreeFor(int job, Placement target)
    {
        JobView moved = view.Job(job);
        _trial.CopyFrom(view.Free);
        _trial.Give(moved.Demand, moved.Placement!);
        return _trial.Check(moved.Demand, target) == RefusalReason.None;
    }

    private bool CanMakeRoom(Candidate candidate, Placement? held)
    {
        int last = _lastHeld;
        for (; last >= 0 && running[last].Key > candidate.Rank.Key; last--)
        {
            Release(last);
        }

        bool possible = last < _lastHeld && Find(candidate.Demand, held) is not null;
        while (last < _lastHeld)
        {
            Hold(++last);
        }

        return possible;
    }

    private Placement? MakeRoom(Candidate candidate, Placement? held, PriorityQueue<Candidate, JobRank> candidates)
    {
        Placement? found = null;
        while (found is null)
        {
            JobRank victim = running[_lastHeld];
            Release(_lastHeld--);
            _stopped.Add(victim.Job);
            _stoppedFor[victim.Job] = candidate.Rank.Job;
            candidates.Enqueue(new Candidate(victim, view.Job(victim.Job).Demand, null), victim);
            found = Find(candidate.Demand, held);
        }

        return found;
    }

    private Placement? Find(Demand demand, Placement? held)
    {
        if (held is not null && _trial.Check(demand, held) == RefusalReason.None)
        {
            return held;
        }

        return _trial.CannotFit(demand) ? null : placement.Place(_trial, demand);
    }

    private void Release(int position) =>
        _trial.Give(view.Job(running[position].Job).Demand, view.Job(running[position].Job).Placement!);

    private void Hold(int position) =>
        _trial.Take(view.Job(running[position].Job).Demand, view.Job(running[position].Job).Placement!);
}
