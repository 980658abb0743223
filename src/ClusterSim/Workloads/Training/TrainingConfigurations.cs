using System.Collections.Immutable;

namespace ClusterSim.Workloads.Training;

/// <summary>
/// The numbers of GPUs and batch sizes with which a sensible user would train an application: those that reach half to
/// four fifths of the ideal speed-up, each with the batch that is fastest (Qiao et al., "Pollux", OSDI 2021, section
/// 5.1; petuum/adaptdl, branch osdi21-artifact, simulator/applications.py).
/// </summary>
public static class TrainingConfigurations
{
    private const double LeastShare = 0.5, MostShare = 0.8;
    private const int NodeGpus = 4, MostSeconds = 12 * 3600;

    private static readonly ImmutableArray<int> s_gpus = [1, 2, 4, 6, 8, 12, 16, 24, 32, 48];

    /// <summary>The configurations by ascending GPUs; a single GPU when no other number reaches the share.</summary>
    /// <param name="application">The application.</param>
    public static ImmutableArray<(int Gpus, int BatchSize)> Of(TrainingApplication application)
    {
        ArgumentNullException.ThrowIfNull(application);
        var found = ImmutableArray.CreateBuilder<(int, int)>();
        (double alone, int batchAlone) = Fastest(application, 1);
        foreach (int gpus in s_gpus.Where(gpus => gpus > 1 && gpus <= application.Limits.MostGpus))
        {
            (double seconds, int batch) = Fastest(application, gpus);
            double share = alone / seconds / gpus;
            if (seconds < MostSeconds && share is > LeastShare and < MostShare)
            {
                found.Add((gpus, batch));
            }
        }

        return found.Count > 0 ? found.ToImmutable() : [(1, batchAlone)];
    }

    private static (double Seconds, int BatchSize) Fastest(TrainingApplication application, int gpus)
    {
        (double best, int batchSize) = (double.PositiveInfinity, application.Limits.Initial);
        int[] placement = Packed(gpus, NodeGpus);
        foreach (int size in application.MeasuredBatchSizes)
        {
            int local = (size + gpus - 1) / gpus;
            if (local < application.Limits.SmallestLocal)
            {
                continue;
            }

            int steps = ((local + application.Limits.LargestLocal - 1) / application.Limits.LargestLocal) - 1;
            StepTime step = application.Steps.At(placement, (local + steps) / (steps + 1));
            double seconds = application.IterationsAt(size, application.Epochs - 1) * step.UpdateSeconds(steps);
            (best, batchSize) = seconds < best ? (seconds, size) : (best, batchSize);
        }

        return (best, batchSize);
    }

    /// <summary>Full nodes, and the rest on one more.</summary>
    internal static int[] Packed(int gpus, int nodeGpus)
    {
        int[] nodes = new int[(gpus + nodeGpus - 1) / nodeGpus];
        Array.Fill(nodes, nodeGpus);
        nodes[^1] = gpus - (nodeGpus * (nodes.Length - 1));
        return nodes;
    }
}
