using System.Collections.Immutable;

namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// Places instance by instance on the node with the highest score, equal ones in the order of the platform. Scores are
/// kept for each demand and node together with the stamp of the node's state, so that a pass computes those of changed
/// nodes only. Whether one instance fits does not depend on which nodes took the others, so a gang is placed whenever
/// there is room for it.
/// </summary>
internal sealed class HighestScore(INodeScore score)
{
    private const long DoesNotFit = long.MinValue;

    // Demands beyond that share the rows of others, so that memory stays bounded: 16 bytes an entry.
    private const int MostEntries = 8_000_000;

    private readonly List<PlacementSlice> _slices = [];
    private Row[] _rows = [];
    private int _mostRows;
    private StateStamps? _run;
    private TrialResources? _trial;

    public Placement? Place(FreeResources free, Demand demand)
    {
        ArgumentNullException.ThrowIfNull(free);
        ArgumentNullException.ThrowIfNull(demand);
        if (free.CannotFit(demand))
        {
            return null;
        }

        if (_run != free.Stamps)
        {
            Begin(free);
        }

        _slices.Clear();
        return demand.Instances == 1 ? PlaceOne(free, demand) : PlaceGang(free, demand);
    }

    private void Begin(FreeResources free)
    {
        (_run, _trial) = (free.Stamps, null);
        _rows = [];
        _mostRows = Math.Max(MostEntries / Math.Max(free.NodeCount, 1), 16);
        score.Begin(free);
    }

    private Placement? PlaceOne(FreeResources free, Demand demand)
    {
        int node = Best(free, demand);
        if (node < 0)
        {
            return null;
        }

        AddSlice(free, node, demand);
        return new Placement([_slices[0]]);
    }

    private Placement? PlaceGang(FreeResources free, Demand demand)
    {
        _trial ??= free.Trial();
        _trial.CopyFrom(free);
        for (int i = 0; i < demand.Instances; i++)
        {
            int node = Best(_trial, demand);
            if (node < 0)
            {
                return null;
            }

            AddSlice(_trial, node, demand);
            _trial.Take(demand, new Placement([_slices[^1]]));
        }

        return new Placement(ByNode(demand));
    }

    private int Best(FreeResources free, Demand demand)
    {
        int at = demand.Id % _mostRows;
        if (at >= _rows.Length)
        {
            Array.Resize(ref _rows, Math.Min(Math.Max(at + 1, 2 * _rows.Length), _mostRows));
        }

        ref Row row = ref _rows[at];
        if (row.Stamps is null || row.Demand != demand.Id)
        {
            row = new Row(demand.Id, free.NodeCount);
        }

        int best = -1;
        long highest = DoesNotFit;
        for (int node = free.NextNode(0, demand); node >= 0; node = free.NextNode(node + 1, demand))
        {
            long stamp = free.StampOf(node);
            if (row.Stamps[node] != stamp)
            {
                row.Stamps[node] = stamp;
                row.Scores[node] = free.CountFit(node, demand, 1) == 1 ? score.Of(free, node, demand) : DoesNotFit;
            }

            if (row.Scores[node] > highest)
            {
                (best, highest) = (node, row.Scores[node]);
            }
        }

        return best;
    }

    private void AddSlice(FreeResources free, int node, Demand demand)
    {
        free.AddSlices(node, demand, 1, _slices);
        if (demand.SharesGpu && _slices[^1].GpuMask != 0 && score.GpuFor(free, node, demand) is >= 0 and int gpu)
        {
            _slices[^1] = _slices[^1] with { GpuMask = 1UL << gpu };
        }
    }

    // The slices of a node must be neighbours; those of whole GPUs are one.
    private ImmutableArray<PlacementSlice> ByNode(Demand demand)
    {
        PlacementSlice[] sorted = [.. _slices.OrderBy(slice => slice.Node)];
        if (demand.SharesDevice)
        {
            return [.. sorted];
        }

        var merged = ImmutableArray.CreateBuilder<PlacementSlice>();
        foreach (PlacementSlice slice in sorted)
        {
            if (merged.Count > 0 && merged[^1].Node == slice.Node)
            {
                int instances = merged[^1].Instances + slice.Instances;
                merged[^1] = new PlacementSlice(slice.Node, instances, merged[^1].GpuMask | slice.GpuMask);
            }
            else
            {
                merged.Add(slice);
            }
        }

        return merged.ToImmutable();
    }

    private readonly struct Row
    {
        public Row(int demand, int nodes)
        {
            Demand = demand;
            (Stamps, Scores) = (new long[nodes], new long[nodes]);
            Array.Fill(Stamps, -1);
        }

        public int Demand { get; }

        public long[] Stamps { get; }

        public long[] Scores { get; }
    }
}
