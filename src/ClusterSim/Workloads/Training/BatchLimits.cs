namespace ClusterSim.Workloads.Training;

/// <summary>The batch sizes with which an application can be trained.</summary>
/// <param name="Initial">The smallest batch over all GPUs: progress is counted in steps of it.</param>
/// <param name="Largest">The largest batch over all GPUs.</param>
/// <param name="SmallestLocal">The smallest batch of one GPU in one step.</param>
/// <param name="LargestLocal">The largest batch of one GPU in one step: what its memory holds.</param>
public sealed record BatchLimits(int Initial, int Largest, int SmallestLocal, int LargestLocal)
{
    // Against quotients that miss a whole number by rounding.
    private const double Slack = 1e-8;

    /// <summary>Most GPUs among which the largest batch can be split.</summary>
    public int MostGpus => Math.Max(1, Largest / SmallestLocal);

    /// <summary>
    /// Splits a batch: as few accumulation steps as fit the memory of a GPU, and at least one on a single GPU with more
    /// than the initial batch, where one batch alone would not show the gradient's variance.
    /// </summary>
    /// <param name="batchSize">Examples between two updates.</param>
    /// <param name="gpus">GPUs of the job.</param>
    public BatchConfiguration Split(int batchSize, int gpus)
    {
        double local = Math.Ceiling((batchSize / (double)gpus) - Slack);
        int steps = (int)Math.Ceiling((local / LargestLocal) - Slack) - 1;
        steps = gpus == 1 && batchSize > Initial ? Math.Max(1, steps) : Math.Max(0, steps);
        return Capped((int)Math.Ceiling((local / (steps + 1)) - Slack), steps, gpus);
    }

    /// <summary>The configuration, with a local batch that keeps the whole within <see cref="Largest"/>.</summary>
    internal BatchConfiguration Capped(int localBatch, int accumulationSteps, int gpus) =>
        new(Math.Max(1, Math.Min(localBatch, Largest / (gpus * (accumulationSteps + 1)))), accumulationSteps);
}
