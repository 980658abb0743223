using ClusterSim.Engine;
using ClusterSim.Engine.Failures;
using ClusterSim.Engine.Power;

namespace ClusterSim.Experiments;

/// <summary>
/// One value of the options axis: everything that shapes a run besides trace, platform, policy, seed and rules.
/// </summary>
public sealed record OptionChoice
{
    /// <summary>Name in folder names and reports; unique on its axis.</summary>
    /// <value>Default <c>default</c>.</value>
    public string Name { get; init; } = "default";

    /// <summary>What stopping, resuming and moving jobs costs.</summary>
    /// <value>Default: nothing.</value>
    public Overheads Overheads { get; init; } = new();

    /// <summary>Random node failures.</summary>
    /// <value>Default <c>null</c>: none.</value>
    public FailureModel? Failures { get; init; }

    /// <summary>Failures of GPUs, racks and links, spot capacity and retries; its list is read of a file.</summary>
    /// <value>Default: none of them.</value>
    public FaultOptions Faults { get; init; } = new();

    /// <summary>A file of outages at given times, as <see cref="OutageFile"/> reads it.</summary>
    /// <value>Default empty: none.</value>
    public string OutageList { get; init; } = "";

    /// <summary>Whether jobs are killed at their walltime.</summary>
    /// <value>Default <c>false</c>.</value>
    public bool KillAtWalltime { get; init; }

    /// <summary>Where the run time estimates that policies see come from.</summary>
    /// <value>
    /// Default: the users' walltimes when the trace has them, else the exact run times if the policy needs any.
    /// </value>
    public EstimateChoice Estimates { get; init; } = new(null, 1);

    /// <summary>The simulated time after which a run stops.</summary>
    /// <value>Default <c>null</c>: it stops when nothing can happen any more.</value>
    public TimeSpan? Horizon { get; init; }

    /// <summary>
    /// How fast jobs run that share a GPU: <c>none</c>, <c>utilization</c>, or the path of a file of measured pairs.
    /// </summary>
    /// <value>Default <c>none</c>: at full speed.</value>
    public string Interference { get; init; } = InterferenceText.None;

    /// <summary>Carbon intensity and price of electricity; with one of them power is accounted for.</summary>
    /// <value>Default <c>null</c>: none.</value>
    public SignalChoice? Signals { get; init; }

    /// <summary>Time between samples of the running jobs, which only the events show.</summary>
    /// <value>Default <c>null</c>: a job reports only when a level changes.</value>
    public TimeSpan? SamplingInterval { get; init; }

    /// <summary>How power is accounted for.</summary>
    /// <value>Default <c>null</c>: not at all, and nothing tells how nodes sleep but the platform.</value>
    public PowerOptions? Power { get; init; }

    /// <summary>What is changed in the network of the platform.</summary>
    /// <value>Default <c>null</c>: nothing.</value>
    public NetworkChoice? Network { get; init; }
}
