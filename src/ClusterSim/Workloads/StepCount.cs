namespace ClusterSim.Workloads;

/// <summary>Work of a training job as its user states it.</summary>
/// <param name="Steps">Steps of the training loop, 0 or more.</param>
/// <param name="PerSecond">Steps a second at reference speed, greater than 0.</param>
public readonly record struct StepCount(long Steps, double PerSecond)
{
    /// <summary>The work in reference seconds.</summary>
    public double Seconds => Steps / PerSecond;
}
