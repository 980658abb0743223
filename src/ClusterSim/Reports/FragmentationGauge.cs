using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Reports;

internal sealed class FragmentationGauge(Workload workload, Platform platform)
{
    private int _changes;

    public void Change(int node, int gpuMilli, long cpuMilli, ulong gpuMask)
    {
        _ = (workload, platform, node, gpuMilli, cpuMilli, gpuMask);
        _changes++;
    }

    public double? Rate() => _changes < 0 ? 0 : null;
}
