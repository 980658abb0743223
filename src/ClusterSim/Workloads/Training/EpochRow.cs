namespace ClusterSim.Workloads.Training;

/// <summary>What was measured of one epoch of a training with a fixed batch size.</summary>
/// <param name="Progress">Progress at its end, in steps at the initial batch size.</param>
/// <param name="Iterations">Steps made at its end.</param>
/// <param name="Metric">Validation metric at its end.</param>
/// <param name="Gradients">Gradient statistics during it.</param>
public readonly record struct EpochRow(
    double Progress, double Iterations, double Metric, GradientStatistics Gradients);
