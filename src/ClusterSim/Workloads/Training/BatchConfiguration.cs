namespace ClusterSim.Workloads.Training;

/// <summary>How a training job splits its batch.</summary>
/// <param name="LocalBatch">Examples of one GPU in one step.</param>
/// <param name="AccumulationSteps">Steps whose gradients are added up before the one that synchronises.</param>
public readonly record struct BatchConfiguration(int LocalBatch, int AccumulationSteps)
{
    /// <summary>Examples between two updates of the model.</summary>
    /// <param name="gpus">GPUs of the job.</param>
    public int BatchSize(int gpus) => gpus * LocalBatch * (AccumulationSteps + 1);
}
