namespace ClusterSim.Workloads.Training;

/// <summary>
/// The seven parameters with which Pollux predicts step times (Qiao et al., OSDI 2021, section 3.2): computing is
/// linear in the local batch; synchronising is linear in the GPUs beyond two, with other parameters within a node than
/// across nodes; the two overlap as a <paramref name="Overlap"/>-norm.
/// </summary>
/// <param name="ComputeBase">Computing of a step whatever the batch, in seconds.</param>
/// <param name="ComputePerExample">Computing of an example, in seconds.</param>
/// <param name="AcrossBase">Synchronising two GPUs of different nodes, in seconds.</param>
/// <param name="AcrossPerGpu">What each further GPU adds to it, in seconds.</param>
/// <param name="WithinBase">Synchronising two GPUs of one node, in seconds.</param>
/// <param name="WithinPerGpu">What each further GPU adds to it, in seconds.</param>
/// <param name="Overlap">1 (computing and synchronising one after the other) to 10 (all but at once).</param>
public readonly record struct PerformanceParameters(
    double ComputeBase,
    double ComputePerExample,
    double AcrossBase,
    double AcrossPerGpu,
    double WithinBase,
    double WithinPerGpu,
    double Overlap)
{
    // Stands for no time at all where a logarithm is taken.
    internal const double Nothing = 1e-8;

    /// <summary>Seconds of computing in one step.</summary>
    /// <param name="localBatch">Examples of one GPU in one step.</param>
    public double ComputeSeconds(double localBatch) => ComputeBase + (ComputePerExample * localBatch);

    /// <summary>Seconds of synchronising after one step.</summary>
    /// <param name="nodes">Nodes of the job.</param>
    /// <param name="gpus">GPUs of the job.</param>
    public double SyncSeconds(int nodes, int gpus)
    {
        double further = Math.Max(gpus - 2, Nothing);
        return nodes > 1 ? AcrossBase + (AcrossPerGpu * further)
            : gpus > 1 ? WithinBase + (WithinPerGpu * further)
            : Nothing;
    }

    /// <summary>Seconds of a step that synchronises.</summary>
    /// <param name="nodes">Nodes of the job.</param>
    /// <param name="gpus">GPUs of the job.</param>
    /// <param name="localBatch">Examples of one GPU in one step.</param>
    public double StepSeconds(int nodes, int gpus, double localBatch) => Norm(
        Math.Pow(ComputeSeconds(localBatch), Overlap) + Math.Pow(SyncSeconds(nodes, gpus), Overlap));

    /// <summary>Examples per second.</summary>
    /// <param name="nodes">Nodes of the job.</param>
    /// <param name="gpus">GPUs of the job.</param>
    /// <param name="batch">How the batch is split.</param>
    public double Throughput(int nodes, int gpus, BatchConfiguration batch) => batch.BatchSize(gpus)
        / (StepSeconds(nodes, gpus, batch.LocalBatch) + (batch.AccumulationSteps * ComputeSeconds(batch.LocalBatch)));

    /// <summary>The norm of two times from the sum of their powers.</summary>
    internal double Norm(double powers) => Math.Exp(Math.Log(powers) / Overlap);
}
