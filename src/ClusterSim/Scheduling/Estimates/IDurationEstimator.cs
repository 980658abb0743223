namespace ClusterSim.Scheduling.Estimates;

/// <summary>Estimates the duration of a job from those of jobs that have ended.</summary>
internal interface IDurationEstimator
{
    /// <summary>The estimate in seconds; <c>null</c> when nothing has ended yet.</summary>
    double? EstimateSeconds(DurationHistory history, string user, string name, int gpus);
}
