namespace ClusterSim.Scheduling.Preemption;

/// <summary>
/// The waiting jobs by shape and rank. Ranks may change while a job waits; outdated entries are dropped when met.
/// </summary>
internal sealed class RankedPending(SchedulingView view)
{
    private readonly Dictionary<Demand, RankedShape> _byDemand = new(ReferenceEqualityComparer.Instance);
    private readonly List<RankedShape> _shapes = [];
    private readonly int[] _version = new int[view.JobCount];

    /// <summary>The shapes in the order of their first appearance, with and without waiting jobs.</summary>
    public IReadOnlyList<RankedShape> Shapes => _shapes;

    public void Set(JobRank rank)
    {
        Demand demand = view.Job(rank.Job).Demand;
        if (!_byDemand.TryGetValue(demand, out RankedShape? shape))
        {
            _byDemand.Add(demand, shape = new RankedShape(demand));
            _shapes.Add(shape);
        }

        shape.Waiting.Enqueue(++_version[rank.Job], rank);
    }

    /// <summary>The first waiting job of a shape; <c>null</c> when none waits.</summary>
    public JobRank? First(RankedShape shape)
    {
        while (shape.Waiting.TryPeek(out int version, out JobRank rank))
        {
            if (_version[rank.Job] == version && view.Pending.Contains(rank.Job))
            {
                return rank;
            }

            shape.Waiting.Dequeue();
        }

        return null;
    }

    /// <summary>Takes the first waiting job out of a shape.</summary>
    public void TakeFirst(RankedShape shape)
    {
        if (shape.Waiting.TryPeek(out _, out JobRank rank))
        {
            _version[rank.Job]++;
        }
    }
}
