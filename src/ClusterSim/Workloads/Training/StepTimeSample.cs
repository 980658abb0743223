namespace ClusterSim.Workloads.Training;

/// <summary>A measured step time.</summary>
/// <param name="Nodes">Nodes of the job.</param>
/// <param name="Gpus">GPUs of the job.</param>
/// <param name="LocalBatch">Examples of one GPU in one step.</param>
/// <param name="Time">How long the step took.</param>
public readonly record struct StepTimeSample(int Nodes, int Gpus, int LocalBatch, StepTime Time);
