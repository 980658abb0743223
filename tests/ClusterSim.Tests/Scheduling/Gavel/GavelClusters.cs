using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Gavel;

/// <summary>Clusters of one node for each GPU model, and Gavel's traces.</summary>
internal static class GavelClusters
{
    /// <summary>As the artefact is told: V100, P100 and K80.</summary>
    public static Platform Of(int v100, int p100, int k80) => Of(("v100", v100), ("p100", p100), ("k80", k80));

    public static Platform Of(params (string Model, int Gpus)[] models) => new()
    {
        Name = "gavel",
        Nodes =
        [
            .. from model in models
               where model.Gpus > 0
               select new Node { Name = model.Model, Gpus = model.Gpus, GpuModel = model.Model, CpuLimited = false },
        ],
    };

    public static Workload Trace(string name) => ClusterSim.Traces.Trace.Open(
        SharedData.Path($"gavel/traces/physical_cluster/{name}.trace"),
        "gavel:" + SharedData.Path("gavel/physical_cluster_throughputs.json.gz")).ToWorkload();
}
