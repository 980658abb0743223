using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Auditing;

/// <summary>What matters of a node for whether a job fits on it; most platforms have few different ones.</summary>
internal readonly record struct NodeShape(
    string Role, string GpuModel, int Gpus, long CpuMilli, long MemoryMiB, long DiskMiB, int Nics)
{
    private const int WholeMilli = 1000, WholePercent = 100;

    public static NodeShape Of(Node node) => new(
        node.Role, node.GpuModel, node.Gpus, node.CpuLimited ? node.CpuMilli : long.MaxValue,
        node.MemoryMiB ?? long.MaxValue, node.DiskMiB ?? long.MaxValue, node.RdmaNics ?? int.MaxValue);

    /// <summary>Whether the node has the role and the GPU model that a job asks for.</summary>
    public bool Matches(JobRequest request) =>
        (request.Role.Length == 0 || request.Role == Role)
        && (request.PerInstance.Gpus == 0 || request.GpuModels.IsEmpty || request.GpuModels.Contains(GpuModel));

    /// <summary>Most instances of a job on an empty node.</summary>
    public long CountFit(JobRequest request)
    {
        if (!Matches(request))
        {
            return 0;
        }

        ResourceVector each = request.PerInstance;
        long fit = request.MaxInstancesPerNode ?? long.MaxValue;
        fit = each.Gpus == 0 ? fit : Math.Min(fit, CountGpus(each));
        fit = each.CpuMilli == 0 ? fit : Math.Min(fit, CpuMilli / each.CpuMilli);
        fit = each.MemoryMiB == 0 ? fit : Math.Min(fit, MemoryMiB / each.MemoryMiB);
        fit = each.DiskMiB == 0 ? fit : Math.Min(fit, DiskMiB / each.DiskMiB);
        return each.RdmaPercent == 0 ? fit : Math.Min(fit, Nics * (long)(WholePercent / each.RdmaPercent));
    }

    private long CountGpus(ResourceVector each) =>
        each.Gpus == 1 ? Gpus * (long)(WholeMilli / each.GpuMilli) : Gpus / each.Gpus;
}
