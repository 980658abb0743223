namespace ClusterSim.Workloads.Training;

/// <summary>How long one training step takes.</summary>
/// <param name="Seconds">The whole step in seconds: forward, backward, synchronisation.</param>
/// <param name="SyncSeconds">The part of it in which the replicas exchange gradients, in seconds.</param>
public readonly record struct StepTime(double Seconds, double SyncSeconds)
{
    /// <summary>The part without synchronisation: what a step of gradient accumulation takes, in seconds.</summary>
    public double ComputeSeconds => Seconds - SyncSeconds;

    /// <summary>Seconds between two updates of the model, with so many accumulation steps before each.</summary>
    /// <param name="accumulationSteps">Steps before the one that synchronises; 0 or more.</param>
    public double UpdateSeconds(int accumulationSteps) => Seconds + (ComputeSeconds * accumulationSteps);
}
