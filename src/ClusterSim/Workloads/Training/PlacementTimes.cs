using System.Collections.Immutable;

namespace ClusterSim.Workloads.Training;

/// <summary>Step times measured on one placement, by ascending local batch.</summary>
/// <param name="Placement">GPUs on each node, one digit a node, e.g. <c>112</c>.</param>
/// <param name="LocalBatches">Examples of one GPU in one step, ascending.</param>
/// <param name="Times">The step times at these.</param>
public sealed record PlacementTimes(
    string Placement, ImmutableArray<int> LocalBatches, ImmutableArray<StepTime> Times)
{
    /// <summary>Nodes of the placement.</summary>
    public int Nodes => Placement.Length;

    /// <summary>GPUs of the placement.</summary>
    public int Gpus => Placement.Sum(digit => digit - '0');

    /// <summary>Linear between the neighbouring batches; beyond the last one as between the last two.</summary>
    internal StepTime At(int localBatch)
    {
        if (LocalBatches.Length == 1)
        {
            return Times[0];
        }

        int upper = 1;
        while (upper < LocalBatches.Length - 1 && LocalBatches[upper] < localBatch)
        {
            upper++;
        }

        (int from, StepTime low, StepTime high) = (LocalBatches[upper - 1], Times[upper - 1], Times[upper]);
        double width = LocalBatches[upper] - from;
        return new StepTime(
            ((high.Seconds - low.Seconds) / width * (localBatch - from)) + low.Seconds,
            ((high.SyncSeconds - low.SyncSeconds) / width * (localBatch - from)) + low.SyncSeconds);
    }
}
