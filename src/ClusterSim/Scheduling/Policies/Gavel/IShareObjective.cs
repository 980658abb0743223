namespace ClusterSim.Scheduling.Policies.Gavel;

/// <summary>What an allocation of Gavel is to be best at.</summary>
internal interface IShareObjective
{
    /// <summary>Whether it must know how much work is left.</summary>
    bool UsesWorkLeft => false;

    /// <summary>
    /// Works out <see cref="ShareJob.Share"/>: shares of a job sum up to 1 at most, and GPUs times shares on a model to
    /// its GPUs.
    /// </summary>
    /// <param name="jobs">The active jobs by age; at least one.</param>
    /// <param name="gpus">GPUs of each model.</param>
    void Allocate(IReadOnlyList<ShareJob> jobs, IReadOnlyList<int> gpus);
}
