using System.Collections.Immutable;
using ClusterSim.Workloads;

namespace ClusterSim.Scheduling;

/// <summary>
/// Free GPU share that the expected workload cannot use (Weng et al., "Beware of Fragmentation", USENIX ATC 2023,
/// section 4). In this measure requests without GPUs count all free GPU share as unusable, on every node.
/// </summary>
public static class Fragmentation
{
    /// <summary>Share of a workload's requests that the paper's experiments take as typical.</summary>
    public const double TypicalShare = 0.95;

    /// <summary>
    /// The shapes of a workload's requests with their popularity, the most popular first, until they cover
    /// <paramref name="share"/> of all requests; popularity is of the covered ones. Each instance of a job is a
    /// request.
    /// </summary>
    /// <param name="workload">The expected workload.</param>
    /// <param name="share">Above 0 to 1; default <see cref="TypicalShare"/>.</param>
    /// <returns>Equally popular shapes are in descending order of CPU, GPU share, GPUs and models. Empty without
    /// jobs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not above 0 and at most 1.</exception>
    public static ImmutableArray<TargetShape> TargetOf(Workload workload, double share = TypicalShare)
    {
        ArgumentNullException.ThrowIfNull(workload);
        return TargetOf(workload.Jobs.Select(job => job.Request), share);
    }

    /// <summary>
    /// Fragmentation of a node: the sum over the shapes of popularity times what the shape leaves unusable. That is all
    /// free GPU share of the node where the shape does not fit, does not accept the node's GPUs or asks for none, and
    /// else the shares of GPUs that have less left than it asks. For many nodes make one
    /// <see cref="FragmentationMeasure"/>.
    /// </summary>
    /// <param name="freeCpuMilli">Free CPU of the node in 1/1000 core.</param>
    /// <param name="freeGpuMilli">Free share of each GPU in 1/1000.</param>
    /// <param name="gpuModel">Model of the GPUs.</param>
    /// <param name="target">The expected workload.</param>
    /// <returns>1/1000 GPU, 0 to the sum of the free shares. The cluster's fragmentation is the sum over its
    /// nodes.</returns>
    public static double OfNode(
        long freeCpuMilli, ReadOnlySpan<int> freeGpuMilli, string gpuModel, ImmutableArray<TargetShape> target) =>
        new FragmentationMeasure(target).OfNode(freeCpuMilli, freeGpuMilli, gpuModel).Unusable;

    internal static ImmutableArray<TargetShape> TargetOf(IEnumerable<JobRequest> requests, double share)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        (JobRequest Request, long Count)[] shapes = Count(requests);
        double total = shapes.Sum(shape => shape.Count), covered = 0;
        int taken = 0;
        while (taken < shapes.Length && covered < share * total)
        {
            covered += shapes[taken++].Count;
        }

        return [.. shapes.Take(taken).Select(shape => Shape(shape.Request, shape.Count / total / (covered / total)))];
    }

    private static (JobRequest Request, long Count)[] Count(IEnumerable<JobRequest> requests)
    {
        Dictionary<(int, int, int, string), (JobRequest Request, long Count)> shapes = [];
        foreach (JobRequest request in requests)
        {
            ResourceVector each = request.PerInstance;
            var key = (each.CpuMilli, Share(each), each.Gpus, Models(request));
            long before = shapes.TryGetValue(key, out var known) ? known.Count : 0;
            shapes[key] = (request, before + request.Instances);
        }

        return
        [
            .. shapes.OrderByDescending(shape => shape.Value.Count).ThenByDescending(shape => shape.Key.Item1)
                .ThenByDescending(shape => shape.Key.Item2).ThenByDescending(shape => shape.Key.Item3)
                .ThenByDescending(shape => shape.Key.Item4, StringComparer.Ordinal).Select(shape => shape.Value),
        ];
    }

    private static TargetShape Shape(JobRequest request, double popularity) => new(
        request.PerInstance.CpuMilli, request.PerInstance.Gpus, Share(request.PerInstance),
        request.PerInstance.Gpus == 0 || request.GpuModels.IsDefault ? [] : request.GpuModels, popularity);

    // A request without GPUs asks no share, whatever the default says.
    private static int Share(ResourceVector each) => each.Gpus == 0 ? 0 : each.GpuMilli;

    private static string Models(JobRequest request) =>
        request.PerInstance.Gpus == 0 || request.GpuModels.IsDefaultOrEmpty ? "" : string.Join('|', request.GpuModels);
}
