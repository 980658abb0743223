using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Experiments.Openb;

/// <summary>The openb lists, and what the paper's simulator made of them.</summary>
internal static class OpenbData
{
    public static Workload Pods(string list) =>
        Trace.Open(SharedData.Path($"alibaba-gpu-v2023/openb_pod_list_{list}.csv.gz")).ToWorkload();

    public static Platform Nodes() =>
        Platform.Load(SharedData.Path("alibaba-gpu-v2023/openb_node_list_gpu_node.csv"));

    public static string[] Lines(string file)
    {
        using GZipStream content =
            new(File.OpenRead(SharedData.Path(file)), CompressionMode.Decompress);
        using StreamReader reader = new(content);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static ISchedulingPolicy Artefact(string policy) => PolicyCatalog.Create(
        policy,
        policy == "gpu-packing" ? null : new Dictionary<string, string> { ["variant"] = "artefact" });

    public static ISchedulingPolicy Fgd(ImmutableArray<TargetShape> target) => new ComposedPolicy(
        "fgd", new FifoOrder(), BackfillKind.Skip,
        new Fgd(
            new FgdOptions { Target = target, Variant = PolicyVariant.Artefact }));

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
