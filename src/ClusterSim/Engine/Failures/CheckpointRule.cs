namespace ClusterSim.Engine.Failures;

/// <summary>How the time between the periodic checkpoints of a job is chosen.</summary>
public enum CheckpointRule
{
    /// <summary>As given by <see cref="Overheads.CheckpointInterval"/>.</summary>
    Fixed,

    /// <summary>
    /// sqrt(2 C M) of the cost C of a checkpoint and the mean time to failure M of the job where it runs (Young, CACM
    /// 17(9), 1974).
    /// </summary>
    Young,

    /// <summary>The higher-order optimum (Daly, Future Generation Computer Systems 22, 2006, equation 37).</summary>
    Daly,
}
