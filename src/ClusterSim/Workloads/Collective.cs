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

    /// <summary>
    /// As NCCL chooses between nodes: one ring over all GPUs on two nodes; on more nodes two complementary trees over
    /// them (Sanders, Speck and Träff 2009), over which each node sends and receives every byte once.
    /// </summary>
    Tree,
}
