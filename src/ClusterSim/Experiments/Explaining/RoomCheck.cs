using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Explaining;

/// <summary>Whether a job would fit at a moment, and what is missing if not.</summary>
/// <param name="Cause">What is missing; <c>null</c> when there is room.</param>
/// <param name="Free">
/// Free GPUs, or cores for a job without GPUs, on the nodes that it accepts, in thousandths.
/// </param>
internal readonly record struct RoomCheck(WaitCause? Cause, long Free)
{
    /// <summary>Looks at every node that the job accepts.</summary>
    public static RoomCheck Of(SchedulingView view, Demand demand)
    {
        FreeResources free = view.Free;
        ResourceVector each = demand.PerInstance;
        long gpuMilli = 0, cpuMilli = 0, downMilli = 0, asleepMilli = 0;
        long together = 0, byGpu = 0, byCpu = 0, byMemory = 0;
        int wanted = demand.Instances;
        for (int node = 0; node < free.NodeCount; node++)
        {
            if (!free.Accepts(node, demand))
            {
                continue;
            }

            if (!free.IsUp(node))
            {
                Node away = view.Platform.Nodes[node];
                long size = each.Gpus > 0 ? away.Gpus * 1000L : away.CpuMilli;
                (downMilli, asleepMilli) = view.Power.Of(node) == NodePower.On
                    ? (downMilli + size, asleepMilli)
                    : (downMilli, asleepMilli + size);
                continue;
            }

            gpuMilli += free.FreeGpuMilli(node);
            cpuMilli += Math.Min(free.FreeCpuMilli(node), demand.TotalCpuMilli);
            together += free.CountFit(node, demand, wanted);
            byGpu += GpuInstances(free, node, demand);
            byCpu += Instances(free.FreeCpuMilli(node), each.CpuMilli, wanted);
            byMemory += Instances(free.FreeMemoryMiB(node), each.MemoryMiB, wanted);
        }

        bool hasGpus = each.Gpus > 0;
        long have = hasGpus ? gpuMilli : cpuMilli, need = hasGpus ? demand.TotalGpuMilli : demand.TotalCpuMilli;
        WaitCause? cause = together >= wanted ? null
            : have < need && have + asleepMilli >= need ? WaitCause.NodesAsleep
            : have < need && have + asleepMilli + downMilli >= need ? WaitCause.NodesDown
            : hasGpus && have < need ? WaitCause.TooFewGpus
            : hasGpus && byGpu < wanted ? WaitCause.Scattered
            : byCpu < wanted ? WaitCause.TooFewCores
            : byMemory < wanted ? WaitCause.TooLittleMemory
            : WaitCause.NotTogether;
        return new RoomCheck(cause, have);
    }

    private static long Instances(long free, long each, int wanted) =>
        each == 0 ? wanted : Math.Min(free / each, wanted);

    private static long GpuInstances(FreeResources free, int node, Demand demand)
    {
        if (!demand.SharesGpu)
        {
            return Instances(free.WholeGpus(node), demand.PerInstance.Gpus, demand.Instances);
        }

        long count = 0;
        foreach (int share in free.GpuShares(node))
        {
            count += share / demand.PerInstance.GpuMilli;
        }

        return Math.Min(count, demand.Instances);
    }
}
