using System.Collections.Immutable;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The schedulers without preemption of Lucid's simulator (Hu et al., ASPLOS 2023), commit 63685a3: one queue for each
/// virtual cluster, whose head blocks it, and a consolidated placement.
/// </summary>
/// <remarks>
/// A virtual cluster is what the jobs' <see cref="Workloads.JobRequest.Queue"/> names. It has nodes of its own where
/// the jobs ask for a role that only these nodes have.
/// </remarks>
internal sealed class LucidSimulator(LucidJobOrder order) : ISchedulingPolicy
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly LucidPlacement _placement = new();
    private LucidQueue[] _queues = [];
    private int[] _arrivals = [];
    private int[] _queueOf = [];

    public string Name { get; } = order.ToString().ToLowerInvariant() + "-lucid";

    public IReadOnlyDictionary<string, string> Options => ImmutableSortedDictionary<string, string>.Empty;

    public void Begin(SchedulingView view)
    {
        LucidRanks later = new(view, Key);
        LucidRanks first = order == LucidJobOrder.Qssf ? new(view, job => (job.Demand.TotalGpus, 0)) : later;
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        _queueOf = new int[view.JobCount];
        for (int job = 0; job < view.JobCount; job++)
        {
            string name = view.Job(job).Request.Queue;
            if (!known.TryGetValue(name, out _queueOf[job]))
            {
                known.Add(name, _queueOf[job] = known.Count);
            }
        }

        _queues = [.. known.Select(_ => new LucidQueue(first, later, view.JobCount))];
        _arrivals = new int[known.Count];
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        if (_queueOf.Length != view.JobCount)
        {
            throw new InvalidOperationException("Begin was not called.");
        }

        TakeIn(view);
        for (int queue = 0; queue < _queues.Length; queue++)
        {
            bool afresh = _arrivals[queue] == _queues[queue].Count;
            StartInOrder(view, plan, _queues[queue], afresh);
            if (order == LucidJobOrder.Qssf && afresh && _queues[queue].Count > 0)
            {
                // In its next tick they are no longer new, and are sorted by service.
                plan.WakeAt(view.Now + Tick);
            }
        }

        Policies.DeclinedRoom.Tell(view, _placement);
    }

    private (double First, double Second) Key(JobView job) => order switch
    {
        LucidJobOrder.Fifo => (job.SubmitTime.Ticks, 0),
        LucidJobOrder.Sjf => (Ticks(job), 0),
        _ => (Ticks(job) * Math.Max(job.Demand.TotalGpuMilli, 1), job.Demand.TotalGpus),
    };

    private static double Ticks(JobView job) => job.Request.Walltime?.Ticks ?? double.PositiveInfinity;

    private void TakeIn(SchedulingView view)
    {
        Array.Clear(_arrivals);
        foreach (int job in view.Queued)
        {
            if (view.Pending.Contains(job))
            {
                _queues[_queueOf[job]].Add(job);
                _arrivals[_queueOf[job]]++;
            }
        }
    }

    private void StartInOrder(SchedulingView view, Plan plan, LucidQueue queue, bool afresh)
    {
        int job;
        while ((job = queue.First(afresh)) >= 0)
        {
            // One that left the queue without this policy's doing is only forgotten.
            bool waits = view.Pending.Contains(job);
            Placement? found = waits ? _placement.Place(view.Free, view.Job(job).Demand) : null;
            if (waits && (found is null || plan.Start(job, found) != RefusalReason.None))
            {
                VirtualClusterHead.Tell(view, job, _queueOf);
                return;
            }

            queue.Remove(job);
        }
    }
}
