using System.Collections.Immutable;

namespace ClusterSim.Workloads.Training;

/// <summary>A whole training with one fixed batch size, epoch by epoch, as it was measured.</summary>
/// <param name="BatchSize">Examples between two updates of the model.</param>
/// <param name="Epochs">Its epochs, in order.</param>
public sealed record TrainingRun(int BatchSize, ImmutableArray<EpochRow> Epochs);
