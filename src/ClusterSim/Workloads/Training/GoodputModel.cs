namespace ClusterSim.Workloads.Training;

/// <summary>
/// Goodput of a training job as it predicts it from what it has observed: throughput times statistical efficiency
/// (Qiao et al., "Pollux", OSDI 2021, section 3).
/// </summary>
/// <param name="Performance">Its step times.</param>
/// <param name="Gradients">Its gradient statistics.</param>
/// <param name="Limits">The batch sizes that it may have.</param>
public readonly record struct GoodputModel(
    PerformanceParameters Performance, GradientStatistics Gradients, BatchLimits Limits)
{
    private const int Candidates = 50;
    private const double Slack = 1e-8;

    /// <summary>Examples per second, each counted by its progress relative to one at the initial batch.</summary>
    /// <param name="nodes">Nodes of the job.</param>
    /// <param name="gpus">GPUs of the job.</param>
    /// <param name="batch">How the batch is split.</param>
    public double Goodput(int nodes, int gpus, BatchConfiguration batch) =>
        Performance.Throughput(nodes, gpus, batch)
        * Gradients.Efficiency(batch.BatchSize(gpus) / (double)Limits.Initial);

    /// <summary>
    /// The best of 50 batch sizes in geometric steps from the smallest to the largest.
    /// </summary>
    /// <param name="nodes">Nodes of the job.</param>
    /// <param name="gpus">GPUs of the job.</param>
    /// <returns>The batch and its goodput; a goodput of 0 when so many GPUs cannot share the largest batch.</returns>
    public (double Goodput, BatchConfiguration Batch) Best(int nodes, int gpus)
    {
        double least = Math.Max(Limits.Initial, (double)Limits.SmallestLocal * gpus);
        double factor = Math.Exp(Math.Log(Limits.Largest / least) / (Candidates - 1));
        double sync = Math.Pow(Performance.SyncSeconds(nodes, gpus), Performance.Overlap);
        double best = 0, batch = least;
        BatchConfiguration chosen = new(Math.Max(1, (int)Math.Ceiling((least / gpus) - Slack)), 0), last = default;
        for (int i = 0; i < Candidates; i++, batch = i == Candidates - 1 ? Limits.Largest : batch * factor)
        {
            BatchConfiguration candidate = Split(batch / gpus, gpus);
            if (candidate == last || candidate.LocalBatch < Limits.SmallestLocal)
            {
                continue;
            }

            last = candidate;
            double goodput = Goodput(candidate, gpus, sync);
            (best, chosen) = goodput > best ? (goodput, candidate) : (best, chosen);
        }

        return (best, chosen);
    }

    private BatchConfiguration Split(double local, int gpus)
    {
        int steps = (int)Math.Ceiling((local / Limits.LargestLocal) - Slack) - 1;
        steps = gpus == 1 && local > Limits.Initial + Slack ? Math.Max(steps, 1) : Math.Max(steps, 0);
        return new BatchConfiguration((int)Math.Ceiling((local / (steps + 1)) - Slack), steps);
    }

    private double Goodput(BatchConfiguration batch, int gpus, double sync)
    {
        double compute = Performance.ComputeSeconds(batch.LocalBatch);
        double step = Performance.Norm(Math.Pow(compute, Performance.Overlap) + sync);
        double size = batch.BatchSize(gpus);
        return size / (step + (batch.AccumulationSteps * compute)) * Gradients.Efficiency(size / Limits.Initial);
    }
}
