using System.Collections.Immutable;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tables;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Openb;

/// <summary>A list of pods, the nodes with GPUs, and the typical pods of the list.</summary>
internal sealed record OpenbList(Workload Pods, Platform Nodes, ImmutableArray<TargetShape> Target)
{
    /// <summary>Reads a list of pods and a list of nodes.</summary>
    public static OpenbList Load(string pods, string nodes)
    {
        Workload workload = Trace.Open(pods).ToWorkload();
        return new OpenbList(
            workload, Platform.Load(nodes), Fragmentation.TargetOf(AsWritten(pods), Fragmentation.TypicalShare));
    }

    // A model that is named twice makes another shape to the artefact, which compares texts; the trace reader mends it.
    private static List<JobRequest> AsWritten(string pods)
    {
        const int mostGpus = 1_000, cpu = 0, gpus = 1, share = 2, models = 3;
        using TableFile file = TableFile.Open(pods);
        using CsvTableReader rows = new(file.Content, pods);
        bool hasModels = rows.Header.Contains("gpu_spec");
        rows.Select(["cpu_milli", "num_gpu", "gpu_milli", .. hasModels ? ["gpu_spec"] : Array.Empty<string>()]);
        List<JobRequest> requests = [];
        while (rows.Read())
        {
            requests.Add(new JobRequest
            {
                PerInstance = new ResourceVector(
                    rows.Int(cpu, 0, int.MaxValue), rows.Int(gpus, 0, mostGpus), rows.Int(share, 0, mostGpus)),
                GpuModels = hasModels && !rows.IsEmpty(models) ? [.. rows.Text(models).Split('|')] : [],
            });
        }

        return requests;
    }

    /// <summary>The curves of one run.</summary>
    public OpenbCurves Run(OpenbPolicy policy, PolicyVariant variant, long seed) =>
        Run(OpenbArrivals.Of(Pods, Nodes, seed), policy, variant, seed);

    /// <summary>The curves of one run with the arrivals of its seed.</summary>
    public OpenbCurves Run(OpenbArrivals arrivals, OpenbPolicy policy, PolicyVariant variant, long seed) =>
        OpenbCurves.Of(
            OpenbRun.Of(arrivals, Target, policy.Create(Target, variant), seed), Nodes.Nodes.Sum(node => node.Gpus));
}
