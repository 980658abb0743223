using ClusterSim.Time;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>A job that was moved and still runs.</summary>
/// <param name="Advice">Why.</param>
/// <param name="From">Where it ran.</param>
/// <param name="Gpus">GPUs that it holds, shares counted as shares.</param>
/// <param name="PermilleBefore">Its utilization before; -1 when unknown.</param>
/// <param name="StepSecondsBefore">Time of its steps before in seconds; 0 when unknown.</param>
/// <param name="Since">When it was moved.</param>
internal sealed record Moved(
    Advice Advice, Placement From, double Gpus, int PermilleBefore, double StepSecondsBefore, SimTime Since)
{
    /// <summary>Its speed relative to before; <c>null</c> while nothing was measured.</summary>
    public double? Speed { get; set; }

    /// <summary>The node that it left because it is bad; -1 when there is none, or its failure has been counted.
    /// </summary>
    public int Avoided { get; set; } = -1;

    /// <summary>GPU-seconds that the move brought besides speed.</summary>
    public double Extra { get; set; }
}
