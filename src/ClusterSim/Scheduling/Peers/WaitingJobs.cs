namespace ClusterSim.Scheduling.Peers;

/// <summary>The waiting jobs of a run, or some of them, in an order that is fixed beforehand.</summary>
internal sealed class WaitingJobs
{
    /// <summary>The length that counts for jobs without a walltime: longer than any other.</summary>
    public const long Endless = long.MaxValue - 1;

    private const int None = -1;

    private readonly SchedulingView _view;
    private readonly ProcessorCount _processors;
    private readonly WaitingTree _tree;
    private readonly int[] _jobAt;
    private readonly int[] _positionOf;

    /// <param name="view">The run.</param>
    /// <param name="processors">Counts what a job needs.</param>
    /// <param name="jobAt">All jobs of the run, in the order.</param>
    public WaitingJobs(SchedulingView view, ProcessorCount processors, int[] jobAt)
    {
        (_view, _processors, _jobAt) = (view, processors, jobAt);
        _tree = new WaitingTree(view.JobCount);
        _positionOf = new int[view.JobCount];
        for (int position = 0; position < jobAt.Length; position++)
        {
            _positionOf[jobAt[position]] = position;
        }
    }

    /// <summary>All jobs of a run in order of submission.</summary>
    public static int[] InOrderOfSubmission(SchedulingView view) => [.. Enumerable.Range(0, view.JobCount)];

    /// <summary>What a job asks for in ticks; <see cref="Endless"/> without a walltime.</summary>
    public static long LengthTicks(JobView job) => job.Request.Walltime?.Ticks ?? Endless;

    /// <summary>Place of a job in the order.</summary>
    public int PositionOf(int job) => _positionOf[job];

    /// <summary>Puts a job into the queue.</summary>
    public void Add(int job) =>
        _tree.Add(_positionOf[job], _processors.NeedMilli(job), LengthTicks(_view.Job(job)));

    /// <summary>Takes a job out of the queue; does nothing when it is not there.</summary>
    public void Remove(int job)
    {
        if (_tree.Has(_positionOf[job]))
        {
            _tree.Remove(_positionOf[job]);
        }
    }

    /// <summary>Takes in what entered the queue since the last pass.</summary>
    public void Update()
    {
        IReadOnlyList<int> queued = _view.Queued;
        for (int i = 0; i < queued.Count; i++)
        {
            if (_view.Pending.Contains(queued[i]))
            {
                Add(queued[i]);
            }
        }
    }

    /// <summary>The first waiting job; -1 when none waits.</summary>
    public int First() => Next(0, Endless, Endless);

    /// <summary>
    /// The first job at or after a position that needs no more processors and no more time than this; -1 when there is
    /// none.
    /// </summary>
    public int Next(int position, long processorsMilli, long lengthTicks)
    {
        while ((position = _tree.Next(position, processorsMilli, lengthTicks)) >= 0)
        {
            if (_view.Pending.Contains(_jobAt[position]))
            {
                return _jobAt[position];
            }

            // It left the queue without the doing of this policy.
            _tree.Remove(position);
        }

        return None;
    }
}
