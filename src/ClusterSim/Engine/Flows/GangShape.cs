using System.Numerics;
using ClusterSim.Platforms.Topology;
using ClusterSim.Scheduling;

namespace ClusterSim.Engine.Flows;

/// <summary>
/// A placed job as its communication sees it: nodes in an order in which a ring leaves no switch more often than it
/// must, with their GPUs and NICs. Scratch memory that is filled again for each job.
/// </summary>
internal sealed class GangShape(NetworkTopology topology)
{
    private readonly List<GangPart> _spare = [];

    /// <summary>The parts in the order of the ring.</summary>
    public List<GangPart> Parts { get; } = [];

    public int Workers { get; private set; }

    /// <summary>Greatest number of workers on a node.</summary>
    public int MostWorkers { get; private set; }

    /// <summary>NICs that every part of the job has: so many rings run side by side.</summary>
    public int Rings { get; private set; }

    /// <summary>Share of a NIC's bandwidth that an instance may use; 1 when it asked for none.</summary>
    public double NicShare { get; private set; }

    public void Fill(Demand demand, Placement placement)
    {
        Begin();
        int each = Math.Max(demand.PerInstance.Gpus, 1);
        NicShare = 1;
        foreach (PlacementSlice slice in placement.Slices)
        {
            GangPart part = PartOf(slice.Node);
            part.Workers += slice.Instances * each;
            if (slice.Nic >= 0)
            {
                NicShare = demand.PerInstance.RdmaPercent / 100.0;
                AddNic(part, slice.Nic, slice.GpuMask == 0 ? -1 : BitOperations.TrailingZeroCount(slice.GpuMask));
            }

            for (ulong left = slice.GpuMask; left != 0; left &= left - 1)
            {
                AddGpu(part, BitOperations.TrailingZeroCount(left));
            }
        }

        End();
    }

    /// <summary>The first GPUs of some nodes.</summary>
    public void Fill(IEnumerable<(int Node, int Workers)> nodes, bool haveGpus)
    {
        Begin();
        NicShare = 1;
        foreach ((int node, int workers) in nodes)
        {
            GangPart part = PartOf(node);
            part.Workers = workers;
            for (int gpu = 0; haveGpus && gpu < workers; gpu++)
            {
                AddGpu(part, gpu);
            }
        }

        End();
    }

    private void Begin()
    {
        _spare.AddRange(Parts);
        Parts.Clear();
        (Workers, MostWorkers, Rings) = (0, 0, int.MaxValue);
    }

    private void End()
    {
        Parts.Sort(Order);
        foreach (GangPart part in Parts)
        {
            AddMissingNics(part);
            part.Gpus.Sort();
            Workers += part.Workers;
            MostWorkers = Math.Max(MostWorkers, part.Workers);
            Rings = Math.Min(Rings, part.Nics.Count);
        }
    }

    private int Order(GangPart a, GangPart b)
    {
        int order = topology.PodOf(a.Node).CompareTo(topology.PodOf(b.Node));
        order = order != 0 ? order : topology.TorOf(a.Node).CompareTo(topology.TorOf(b.Node));
        return order != 0 ? order : a.Node.CompareTo(b.Node);
    }

    private GangPart PartOf(int node)
    {
        // The slices of a node are neighbours.
        if (Parts.Count > 0 && Parts[^1].Node == node)
        {
            return Parts[^1];
        }

        GangPart part = _spare.Count > 0 ? _spare[^1] : new GangPart();
        if (_spare.Count > 0)
        {
            _spare.RemoveAt(_spare.Count - 1);
        }

        part.Clear(node);
        Parts.Add(part);
        return part;
    }

    private static void AddNic(GangPart part, int nic, int gpu)
    {
        foreach ((int known, _) in part.Nics)
        {
            if (known == nic)
            {
                return;
            }
        }

        part.Nics.Add((nic, gpu));
    }

    private static void AddGpu(GangPart part, int gpu)
    {
        if (!part.Gpus.Contains(gpu))
        {
            part.Gpus.Add(gpu);
        }
    }

    private void AddMissingNics(GangPart part)
    {
        if (part.Nics.Count > 0)
        {
            return;
        }

        foreach (int gpu in part.Gpus)
        {
            AddNic(part, topology.NicOf(part.Node, gpu), gpu);
        }

        for (int nic = 0; part.Gpus.Count == 0 && nic < topology.NicCount(part.Node); nic++)
        {
            AddNic(part, nic, -1);
        }
    }
}
