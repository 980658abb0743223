using ClusterSim.Time;

namespace ClusterSim.Journals;

/// <summary>A time for which a job held GPUs and did not use them.</summary>
/// <param name="JobId">Identifier of the job.</param>
/// <param name="Start">When it began.</param>
/// <param name="End">When it ended.</param>
/// <param name="Gpus">GPUs held, shares counted as shares.</param>
public readonly record struct IdleStretch(string JobId, SimTime Start, SimTime End, double Gpus)
{
    /// <summary>GPU-hours held in that time.</summary>
    public double GpuHours => (End - Start).TotalHours * Gpus;
}
