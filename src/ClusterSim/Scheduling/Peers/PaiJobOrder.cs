namespace ClusterSim.Scheduling.Peers;

/// <summary>What the PAI simulator sorts its queue by; jobs with equal values go by their identifiers.</summary>
internal enum PaiJobOrder
{
    /// <summary>Time of submission.</summary>
    Fifo,

    /// <summary>Walltime: the true duration where the run's estimates are exact.</summary>
    Sjf,

    /// <summary>Mean duration of jobs of the same group, user and number of GPUs.</summary>
    Sjgg,

    /// <summary>Mean duration of jobs of the same group and user.</summary>
    Sjg,

    /// <summary>Mean duration of jobs of the same user.</summary>
    Sju,
}
