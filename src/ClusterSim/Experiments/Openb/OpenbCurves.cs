using System.Collections.Immutable;

namespace ClusterSim.Experiments.Openb;

/// <summary>
/// The curves of "Beware of Fragmentation" (USENIX ATC 2023, figures 7 and 9) over the GPU share that has arrived, in
/// whole percent of the cluster's: each value is the mean over the pods at that percent, with two decimals.
/// </summary>
/// <param name="AllocatedPercent">GPU share that pods hold, in percent of the cluster's.</param>
/// <param name="FragmentedPercent">GPU share that is free and that the typical pods cannot use, in percent of the
/// cluster's.</param>
internal sealed record OpenbCurves(ImmutableArray<double> AllocatedPercent, ImmutableArray<double> FragmentedPercent)
{
    public static OpenbCurves Of(IReadOnlyList<OpenbPoint> points, int gpus)
    {
        int last = ArrivedPercent(points[^1], gpus);
        double[] allocated = new double[last + 1], fragmented = new double[last + 1];
        int[] pods = new int[last + 1];
        foreach (OpenbPoint point in points)
        {
            int percent = ArrivedPercent(point, gpus);
            allocated[percent] += Math.Round(point.AllocatedGpuMilli / (gpus * 10.0), 2);
            fragmented[percent] += point.Fragmentation.Unusable;
            pods[percent]++;
        }

        return new OpenbCurves(
            [.. allocated.Select((sum, percent) => Math.Round(sum / pods[percent], 2))],
            [.. fragmented.Select((sum, percent) => Math.Round(sum / pods[percent] * 100 / 1000 / gpus, 2))]);
    }

    private static int ArrivedPercent(OpenbPoint point, int gpus) =>
        (int)Math.Round(point.ArrivedGpuMilli / (gpus * 10.0));
}
