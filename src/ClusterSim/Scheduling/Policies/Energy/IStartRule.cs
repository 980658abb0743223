namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>What is done to the GPUs of jobs that start under a <see cref="LimitingPolicy"/>.</summary>
internal interface IStartRule
{
    /// <summary>A job with GPUs has been started in this pass.</summary>
    /// <param name="view">The run.</param>
    /// <param name="plan">Where limits are set.</param>
    /// <param name="job">The job.</param>
    /// <param name="node">Its first node; the power of its GPUs is known.</param>
    void Limit(SchedulingView view, Plan plan, int job, int node);
}
