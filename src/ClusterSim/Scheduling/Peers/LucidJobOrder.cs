namespace ClusterSim.Scheduling.Peers;

/// <summary>What Lucid's simulator sorts the queue of a virtual cluster by.</summary>
internal enum LucidJobOrder
{
    /// <summary>Time of submission.</summary>
    Fifo,

    /// <summary>Walltime: the true duration where the run's estimates are exact.</summary>
    Sjf,

    /// <summary>
    /// GPUs among jobs that were just submitted; walltime times GPUs as soon as others wait with them.
    /// </summary>
    Qssf,
}
