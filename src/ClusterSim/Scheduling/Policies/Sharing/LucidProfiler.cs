using ClusterSim.Scheduling.Placements;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>
/// The nodes on which new jobs run for a short while before they are queued, those with the fewest GPUs first; the head
/// blocks. A job that ends within the limit was never queued. Any other starts from scratch afterwards: profiling asks
/// nothing of the job, so that nothing of its progress is kept.
/// </summary>
internal sealed class LucidProfiler
{
    private const int MostWaiting = 10, LeastWaiting = 5;

    private readonly LucidOptions _options;
    private readonly int _baseNode;
    private readonly TrialResources _free, _empty;
    private readonly IPlacement _placement;
    private readonly SortedSet<(int Gpus, int Job)> _waiting = [];
    private readonly List<(int Job, SimTime Limit)> _running = [];
    private bool _lent;

    public LucidProfiler(SchedulingView view, LucidOptions options, IPlacement placement)
    {
        (_options, _placement) = (options, placement);
        Nodes = Math.Min(options.ProfilerNodes, view.Free.NodeCount / 4);
        _baseNode = view.Free.NodeCount - Nodes;
        (_free, _empty) = (view.Free.Trial(), view.Free.Trial());
        SetOthersApart(_empty);
    }

    /// <summary>Number of nodes set apart for good.</summary>
    public int Nodes { get; }

    private int FirstNode => _lent ? _baseNode - 1 : _baseNode;

    /// <summary>Whether a new job is to be profiled.</summary>
    public bool Takes(SchedulingView view, int job)
    {
        Demand demand = view.Job(job).Demand;
        return Nodes > 0 && demand.TotalGpus > 0 && demand.TotalGpus <= _options.ProfilerGpus
            && _placement.Place(_empty, demand) is not null;
    }

    public void Add(SchedulingView view, int job) => _waiting.Add((view.Job(job).Demand.TotalGpus, job));

    /// <summary>Whether a job waits to be profiled.</summary>
    public bool Waits(SchedulingView view, int job) => _waiting.Contains((view.Job(job).Demand.TotalGpus, job));

    /// <summary>Takes its nodes out of what the main queue may use.</summary>
    public void SetApart(TrialResources free)
    {
        for (int node = FirstNode; node < free.NodeCount; node++)
        {
            free.SetUp(node, false);
        }
    }

    /// <summary>Stops those whose time is over, tells who they are, and starts others.</summary>
    public void Run(SchedulingView view, Plan plan, List<int> profiled)
    {
        for (int i = _running.Count - 1; i >= 0; i--)
        {
            (int job, SimTime limit) = _running[i];
            bool runs = view.Running.Contains(job);
            if (runs && view.Now >= limit)
            {
                view.Decisions?.Acted(job, "its profiling is over; it queues with what was measured, from scratch");
            }

            if (runs && view.Now >= limit && plan.Restart(job) == RefusalReason.None)
            {
                profiled.Add(job);
                runs = false;
            }

            if (!runs)
            {
                _running.RemoveAt(i);
            }
        }

        profiled.Sort();
        Scale(view);
        StartOthers(view, plan);
        foreach ((_, int job) in view.Decisions is null ? [] : _waiting)
        {
            view.Decisions?.HeldBack(job, view.Now, "it waits to be profiled on the nodes set apart for that");
        }
    }

    // Time-aware scaling: one more node while many wait, if it is idle; back when few do.
    private void Scale(SchedulingView view)
    {
        int node = _baseNode - 1;
        if (!_options.ScalesProfiler || Nodes == 0 || node < 0
            || view.Free.FreeGpuMilli(node) < view.Platform.Nodes[node].Gpus * 1000)
        {
            return;
        }

        _lent = _lent ? _waiting.Count >= LeastWaiting : _waiting.Count > MostWaiting;
    }

    private void StartOthers(SchedulingView view, Plan plan)
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        _free.CopyFrom(view.Free);
        SetOthersApart(_free);
        while (_waiting.Count > 0)
        {
            (int Gpus, int Job) first = _waiting.Min;
            if (view.Pending.Contains(first.Job))
            {
                Demand demand = view.Job(first.Job).Demand;
                Placement? found = _placement.Place(_free, demand);
                if (found is null || plan.Start(first.Job, found) != RefusalReason.None)
                {
                    return;
                }

                _free.Take(demand, found);
                _running.Add((first.Job, view.Now + _options.ProfilerLimit));
                plan.WakeAt(view.Now + _options.ProfilerLimit);
            }

            _waiting.Remove(first);
        }
    }

    private void SetOthersApart(TrialResources free)
    {
        for (int node = 0; node < FirstNode; node++)
        {
            free.SetUp(node, false);
        }
    }
}
