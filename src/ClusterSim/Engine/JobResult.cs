using ClusterSim.Scheduling;
using ClusterSim.Time;

namespace ClusterSim.Engine;

/// <summary>What became of one job.</summary>
public readonly record struct JobResult
{
    /// <summary>When it was submitted.</summary>
    public SimTime SubmitTime { get; init; }

    /// <summary>Its first start; <see cref="SimTime.Never"/> when it never started.</summary>
    public SimTime StartTime { get; init; }

    /// <summary>
    /// When it left for good; <see cref="SimTime.Never"/> when it was still there at the end of the run.
    /// </summary>
    public SimTime EndTime { get; init; }

    /// <summary>Sum of all its stays in the queue, up to the end of the run.</summary>
    public TimeSpan TotalWaitTime { get; init; }

    /// <summary>Time on the nodes, overheads included.</summary>
    public TimeSpan RunTime { get; init; }

    /// <summary>How it ended, or where it stood at the end of the run.</summary>
    public JobStatus Status { get; init; }

    /// <summary>How often it was stopped and had to start again.</summary>
    public int Restarts { get; init; }

    /// <summary>
    /// GPUs of its last placement, counting a share as one; the requested number when it never started.
    /// </summary>
    public int Gpus { get; init; }

    /// <summary>Nodes of its last placement; 0 when it never started.</summary>
    public int Nodes { get; init; }

    /// <summary>GPU-seconds held.</summary>
    public double AllocatedGpuSeconds { get; init; }

    /// <summary>GPU-seconds held times utilization; equal to the held ones when the utilization is unknown.</summary>
    public double BusyGpuSeconds { get; init; }

    /// <summary>
    /// GPU-seconds held for nothing: the sum of the four accounts <see cref="OverheadGpuSeconds"/>,
    /// <see cref="LostGpuSeconds"/>, <see cref="IdleGpuSeconds"/> and <see cref="FailedGpuSeconds"/>.
    /// </summary>
    public double WastedGpuSeconds { get; init; }

    /// <summary>GPU-seconds held while starting, restoring, moving, and writing checkpoints.</summary>
    public double OverheadGpuSeconds { get; init; }

    /// <summary>GPU-seconds of progress that failures, reclaims and forced restarts took away.</summary>
    public double LostGpuSeconds { get; init; }

    /// <summary>GPU-seconds held in trailing idle phases.</summary>
    public double IdleGpuSeconds { get; init; }

    /// <summary>GPU-seconds of attempts that failed, as far as they are in no other account.</summary>
    public double FailedGpuSeconds { get; init; }

    /// <summary>Attempts that it made: 1 and the number of its retries.</summary>
    /// <value>0 when not recorded.</value>
    public int Attempts { get; init; }

    /// <summary>Core-seconds held.</summary>
    public double AllocatedCpuSeconds { get; init; }

    /// <summary>GPU-seconds that reclaiming this job's GPUs set free: what it would have held on for.</summary>
    public double ReclaimedGpuSeconds { get; init; }

    /// <summary>
    /// Joules that the job drew while it made progress: its GPUs and cores, and its share of the nodes that it held.
    /// </summary>
    /// <value><c>null</c> unless <see cref="SimulationOptions.Power"/> is set.</value>
    public double? EnergyJoules { get; init; }

    /// <summary>Joules that the job drew while it started up, wrote or restored its state.</summary>
    /// <value><c>null</c> unless <see cref="SimulationOptions.Power"/> is set.</value>
    public double? OverheadJoules { get; init; }

    /// <summary>
    /// Grams of CO2e of the job's energy, overheads and its part of what the facility adds included; operational alone.
    /// </summary>
    /// <value><c>null</c> unless power is accounted for and a carbon intensity is known.</value>
    public double? CarbonGrams { get; init; }

    /// <summary>What the same energy cost, in the currency of the price.</summary>
    /// <value><c>null</c> unless power is accounted for and a price of electricity is known.</value>
    public double? EnergyCost { get; init; }

    /// <summary>First start minus submission; <c>null</c> when it never started.</summary>
    public TimeSpan? QueueingDelay => StartTime.IsNever ? null : StartTime - SubmitTime;

    /// <summary>End minus submission; <c>null</c> when it has no end or never started.</summary>
    public TimeSpan? Jct => EndTime.IsNever || StartTime.IsNever ? null : EndTime - SubmitTime;

    /// <summary>
    /// Wall time that the job lost to the network, in seconds: to links that it shared with others and to GPUs that
    /// were farther from each other than they could have been. Negative where it was faster than on the fewest nodes.
    /// </summary>
    /// <value>Default 0: its traffic was not modelled.</value>
    public double NetworkLossSeconds { get; init; }
}
