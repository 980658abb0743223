namespace ClusterSim.Scheduling;

/// <summary>
/// What stopping and resuming a job costs by a published convention: wall time that the job holds its resources without
/// progress when it resumes.
/// </summary>
public enum PreemptionCost
{
    /// <summary>Nothing beyond the other overheads.</summary>
    None,

    /// <summary>
    /// 62 s: the mean that Tiresias measured (Gu et al., NSDI 2019, section 5.2.4: 13,724 s in 221 preemptions).
    /// </summary>
    Tiresias,

    /// <summary>
    /// 7 s for a job of one GPU, 30 s up to eight, 60 s beyond (Hu et al., SC 2021; S-Lab-System-Group/HeliosArtifact,
    /// policies/policy.py). What is unspent when the job is stopped again is added to the next.
    /// </summary>
    Helios,

    /// <summary>
    /// 40 s up to eight GPUs, 60 s beyond (Hu et al., ASPLOS 2023; S-Lab-System-Group/Lucid, policy/policy.py). What is
    /// unspent when the job is stopped again is added to the next.
    /// </summary>
    Lucid,

    /// <summary>30 s (Qiao et al., OSDI 2021; petuum/adaptdl, simulator).</summary>
    Pollux,
}
