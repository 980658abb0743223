namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// The waiting jobs of a run in an order, as a whole and shape by shape. In a static order it is kept up to date from
/// what entered the queue since the last pass, so that a pass never walks all waiting jobs. Where keys change all the
/// time, the ranks are those of the moment and hold for one pass.
/// </summary>
internal sealed class PendingQueue
{
    private readonly Ranking _ranking;
    private readonly AgingQueue? _aging;
    private readonly Shape?[] _shapes;
    private readonly int[] _position;
    private readonly JobSet _byRank;
    private readonly JobSet _waitingShapes;
    private readonly List<int> _arrivals = [];
    private readonly long[] _arrivedIn;
    private long _updates;
    private int _first;

    /// <param name="view">The run.</param>
    /// <param name="order">An order whose keys change never, while jobs wait, or by plan.</param>
    /// <param name="trackWalltimes">Whether <see cref="Shape.FirstWithin"/> will be asked.</param>
    public PendingQueue(SchedulingView view, IJobOrder order, bool trackWalltimes)
    {
        _aging = order.Changes != KeyChange.Never ? new AgingQueue(order, view.JobCount) : null;
        _ranking = new Ranking(view, order);
        _byRank = new JobSet(view.JobCount);
        _position = new int[view.JobCount];
        _shapes = MakeShapes(view);
        _waitingShapes = new JobSet(_shapes.Length);
        _arrivedIn = new long[_shapes.Length];
        _first = view.JobCount;
        foreach (Shape? shape in trackWalltimes ? _shapes : [])
        {
            shape?.TrackWalltimes();
        }
    }

    /// <summary>Number of waiting jobs.</summary>
    public int Count => _byRank.Count;

    /// <summary>Ids of the shapes that have waiting jobs, ascending.</summary>
    public JobSet WaitingShapes => _waitingShapes;

    /// <summary>Ids of the shapes to which the last <see cref="Update"/> added jobs, without repetition.</summary>
    public IReadOnlyList<int> Arrivals => _arrivals;

    /// <summary>What the jobs of the run ask for.</summary>
    public IEnumerable<Demand> Demands => from shape in _shapes where shape is not null select shape.Demand;

    public Shape Shape(int id) => _shapes[id]!;

    public int JobAt(int rank) => _ranking.JobAt(rank);

    public int RankOf(int job) => _ranking.RankOf(job);

    /// <summary>Rank of the first waiting job; -1 when none waits.</summary>
    public int First(SchedulingView view)
    {
        while (true)
        {
            int rank = _byRank.Next(_first);
            _first = rank < 0 ? view.JobCount : rank;
            if (rank < 0 || Waits(view, rank))
            {
                return rank;
            }
        }
    }

    /// <summary>The first waiting rank at or after <paramref name="rank"/>; -1 when there is none.</summary>
    public int Next(int rank) => _byRank.Next(rank);

    /// <summary>
    /// Whether the job still waits. One that left the queue without the policy's doing is forgotten here.
    /// </summary>
    public bool Waits(SchedulingView view, int rank)
    {
        int job = JobAt(rank);
        if (view.Pending.Contains(job))
        {
            return true;
        }

        Remove(view, job);
        return false;
    }

    /// <summary>Takes in what entered the queue since the last pass.</summary>
    public void Update(SchedulingView view)
    {
        _updates++;
        _arrivals.Clear();
        IReadOnlyList<int> queued = view.Queued;
        for (int i = 0; i < queued.Count; i++)
        {
            if (view.Pending.Contains(queued[i]))
            {
                NoteArrival(view.Job(queued[i]).Demand.Id);
                if (_aging is null)
                {
                    Add(view, queued[i]);
                }
            }
        }

        if (_aging is not null && _aging.Update(view))
        {
            RankAnew(view, _aging);
        }
    }

    public void Remove(SchedulingView view, int job)
    {
        int id = view.Job(job).Demand.Id;
        Shape shape = _shapes[id]!;
        shape.Remove(_position[job]);
        _byRank.Remove(RankOf(job));
        if (shape.Count == 0)
        {
            _waitingShapes.Remove(id);
        }
    }

    private void Add(SchedulingView view, int job)
    {
        JobView added = view.Job(job);
        int id = added.Demand.Id;
        int rank = RankOf(job);
        _byRank.Add(rank);
        _first = Math.Min(_first, rank);
        _waitingShapes.Add(id);
        _shapes[id]!.Add(_position[job], added.Request.Walltime);
    }

    private void NoteArrival(int shape)
    {
        if (_arrivedIn[shape] != _updates)
        {
            _arrivedIn[shape] = _updates;
            _arrivals.Add(shape);
        }
    }

    private void RankAnew(SchedulingView view, AgingQueue aging)
    {
        while (_byRank.Next(0) is >= 0 and int rank)
        {
            Remove(view, JobAt(rank));
        }

        for (int place = 0; place < aging.Count; place++)
        {
            int job = aging[place];
            _ranking.Set(job, place);
            _position[job] = _shapes[view.Job(job).Demand.Id]!.Append(place);
            Add(view, job);
        }
    }

    private Shape?[] MakeShapes(SchedulingView view)
    {
        List<int> counts = [];
        for (int job = 0; job < view.JobCount; job++)
        {
            int id = view.Job(job).Demand.Id;
            while (counts.Count <= id)
            {
                counts.Add(0);
            }

            counts[id]++;
        }

        int[][] members = [.. counts.Select(count => new int[count])];
        int[] filled = new int[counts.Count];
        var shapes = new Shape?[counts.Count];
        for (int rank = 0; rank < view.JobCount; rank++)
        {
            int job = JobAt(rank);
            Demand demand = view.Job(job).Demand;
            _position[job] = filled[demand.Id]++;
            members[demand.Id][_position[job]] = rank;
            shapes[demand.Id] ??= new Shape(demand, members[demand.Id]);
        }

        return shapes;
    }
}
