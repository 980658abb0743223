using System.Globalization;
using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>Says what of a job's request no node of a platform has.</summary>
internal static class Misfit
{
    /// <summary>A clause such as <c>it asks for role 'CN', which no node has</c>.</summary>
    public static string Of(JobRequest request, Platform platform)
    {
        ResourceVector asked = request.PerInstance;
        Node[] ofRole = [.. platform.Nodes.Where(node => request.Role.Length == 0 || node.Role == request.Role)];
        Node[] nodes = [.. ofRole.Where(node => asked.Gpus == 0 || request.GpuModels.IsEmpty
            || request.GpuModels.Contains(node.GpuModel))];
        return ofRole.Length == 0 ? $"it asks for role '{request.Role}', which no node has"
            : nodes.Length == 0 ? $"it asks for GPU model {string.Join(" or ", request.GpuModels)}, which no node has"
            : asked.Gpus > nodes.Max(node => node.Gpus)
                ? Text($"an instance asks for {asked.Gpus} GPUs, a node has at most {nodes.Max(node => node.Gpus)}")
            : asked.CpuMilli > nodes.Max(Cpu)
                ? Text($"an instance asks for {asked.CpuMilli / 1000m} cores, a node has at most {Cores(nodes)}")
            : asked.MemoryMiB > nodes.Max(node => node.MemoryMiB ?? long.MaxValue)
                ? Text($"an instance asks for {asked.MemoryMiB} MiB of memory, which no node has")
            : "no node or set of nodes has all that it asks for";
    }

    private static long Cpu(Node node) => node.CpuLimited ? node.CpuMilli : long.MaxValue;

    private static decimal Cores(Node[] nodes) => nodes.Max(Cpu) / 1000m;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
