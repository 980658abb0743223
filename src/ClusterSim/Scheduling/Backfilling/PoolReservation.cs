using ClusterSim.Scheduling.Orders;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Backfilling;

/// <summary>
/// The reservation on a platform that is one pool of GPUs or of cores, where counts are exact: shadow time and extra
/// units as in Mu'alem and Feitelson (IEEE TPDS 2001).
/// </summary>
internal sealed class PoolReservation(bool countsGpus) : IHeadReservation
{
    private long _extra;

    /// <summary>Whether GPUs are counted, not cores.</summary>
    public bool CountsGpus => countsGpus;

    /// <summary>
    /// The reservation for a run whose platform is such a pool; <c>null</c> when counts would not be exact.
    /// </summary>
    public static PoolReservation? For(SchedulingView view, IEnumerable<Demand> demands)
    {
        if (view.Platform.Nodes.Length != 1)
        {
            return null;
        }

        var node = view.Platform.Nodes[0];
        bool gpus = false;
        bool cores = false;
        foreach (Demand demand in demands)
        {
            var each = demand.PerInstance;
            bool other = (each.MemoryMiB > 0 && node.MemoryMiB is not null)
                || (each.DiskMiB > 0 && node.DiskMiB is not null)
                || each.RdmaPercent > 0 || demand.LimitedApplication >= 0 || (demand.SharesGpu && !node.IsPool);
            if (other)
            {
                return null;
            }

            gpus |= each.Gpus > 0;
            cores |= each.CpuMilli > 0 && node.CpuLimited;
        }

        return gpus && cores ? null : new PoolReservation(gpus);
    }

    public void BeginPass()
    {
    }

    public SimTime Reserve(SchedulingPass pass, RunningEnds running, Demand head, SimTime earliest)
    {
        ReadOnlySpan<long> ends = running.Ends;
        long free = Free(pass.View);
        long needed = Units(head);
        int next = 0;
        long bound = SimTime.Max(pass.View.Now, earliest).Ticks;
        bool mayWait = earliest > pass.View.Now;
        while (next < ends.Length && (free < needed || (mayWait && ends[next] <= bound)))
        {
            bound = Math.Max(bound, ends[next]);
            // All that ends at the same time is free then, not only what the head needs.
            for (; next < ends.Length && ends[next] <= bound; next++)
            {
                free += Units(pass.View.Jobs.Demand[running.Jobs[next]]);
            }
        }

        _extra = free >= needed ? free - needed : long.MaxValue / 2;
        return free >= needed ? new SimTime(bound) : SimTime.Never;
    }

    public bool Fits(SchedulingPass pass, Shape shape) => Units(shape.Demand) <= Free(pass.View);

    public Placement? Find(SchedulingPass pass, Shape shape) => pass.Placement.Place(pass.View.Free, shape.Demand);

    public bool LeavesRoom(SchedulingPass pass, Shape shape) => Units(shape.Demand) <= _extra;

    public void Started(Demand demand, Placement placement, bool runsPast) => _extra -= runsPast ? Units(demand) : 0;

    private long Free(SchedulingView view) => countsGpus ? view.Free.TotalGpuMilli : view.Free.TotalCpuMilli;

    private long Units(Demand demand) => countsGpus ? demand.TotalGpuMilli : demand.TotalCpuMilli;
}
