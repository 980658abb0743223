namespace ClusterSim.Workloads;

/// <summary>How the GPUs of a job add up their gradients.</summary>
public enum Collective
{
    /// <summary>
    /// Within each node first, then one ring over the nodes on as many NICs as the job's GPUs have, then within each
    /// node again, as NCCL does it.
    /// </summary>
    Hierarchical,

    /// <summary>One ring over all GPUs, node by node.</summary>
    Ring,
}
