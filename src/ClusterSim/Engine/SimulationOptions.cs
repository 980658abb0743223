using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ClusterSim.Behavior;
using ClusterSim.Behavior.Detectors;
using ClusterSim.Behavior.Rules;
using ClusterSim.Engine.Failures;
using ClusterSim.Engine.Power;
using ClusterSim.Engine.Training;
using ClusterSim.Scheduling;
using ClusterSim.Signals;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Engine;

/// <summary>
/// Everything that shapes a run besides workload, platform and policy. Immutable; recorded with every result.
/// </summary>
public sealed record SimulationOptions
{
    /// <summary>Seed of all random streams.</summary>
    /// <value>Default 1.</value>
    public long Seed { get; init; } = 1;

    /// <summary>Rules that watch the run.</summary>
    /// <value>Default empty: nothing is detected.</value>
    public ImmutableArray<RuleSet> Rules { get; init; } = [];

    /// <summary>Statistical detectors that watch the run beside the rules.</summary>
    /// <value>Default empty; <see cref="DetectorCatalog"/> has them by name.</value>
    public ImmutableArray<DetectorOptions> Detectors { get; init; } = [];

    /// <summary>What stopping, resuming and moving jobs costs.</summary>
    /// <value>Default: nothing.</value>
    public Overheads Overheads { get; init; } = new();

    /// <summary>How elastic training jobs behave while they run.</summary>
    /// <value>Default: as <see cref="TrainingOptions"/> says.</value>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>Random node failures.</summary>
    /// <value>Default <c>null</c>: none.</value>
    public FailureModel? Failures { get; init; }

    /// <summary>Failures of GPUs, racks and links, spot capacity, listed outages and retries.</summary>
    /// <value>Default: none of them.</value>
    public FaultOptions Faults { get; init; } = new();

    /// <summary>Node changes at given times, besides the random ones.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<NodeChange> NodeChanges { get; init; } = [];

    /// <summary>Changes of links at given times, on a platform that describes its links.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<LinkChange> LinkChanges { get; init; } = [];

    /// <summary>How the jobs on a link of the platform hinder each other.</summary>
    /// <value>Default <see cref="LinkContention.Full"/>.</value>
    public LinkContention LinkContention { get; init; }

    /// <summary>Whether a node or GPU may go away during the run.</summary>
    internal bool AnythingFails => Failures is not null || !NodeChanges.IsEmpty || !Faults.Listed.IsEmpty
        || Faults.Gpus is not null || Faults.Domains is not null || Faults.Spot is not null;

    /// <summary>Whether a job is killed when it reaches its walltime.</summary>
    /// <value>Default <c>false</c>: the walltime is an estimate only, and jobs run to their recorded end.</value>
    public bool KillAtWalltime { get; init; }

    /// <summary>The run stops here; what still runs or waits is reported as such.</summary>
    /// <value>Default <c>null</c>: it stops when nothing can happen any more.</value>
    public SimTime? Horizon { get; init; }

    /// <summary>
    /// Time between samples of the running jobs, as a monitoring system takes them: at every multiple of it each
    /// running job reports its utilization, its metrics and its progress. Only observers see samples; no job runs
    /// differently.
    /// </summary>
    /// <value>Default <c>null</c>: a job reports only when a level changes.</value>
    public TimeSpan? SamplingInterval { get; init; }

    /// <summary>How fast jobs run that share a GPU.</summary>
    /// <value>Default <c>null</c>: at full speed, as if they did not notice each other.</value>
    public IInterference? Interference { get; init; }

    /// <summary>Carbon intensity and price of electricity over civil time.</summary>
    /// <value>Default <c>null</c>: none; policies know none, and no emissions are accounted.</value>
    [JsonIgnore]
    public RunSignals? Signals { get; init; }

    /// <summary>How power is accounted for.</summary>
    /// <value>Default <c>null</c>: not at all, and the result has no energy.</value>
    public PowerOptions? Power { get; init; }

    /// <summary>Ends are seen as by a simulator that goes by ticks; for comparisons with such simulators.</summary>
    /// <value>Default <c>null</c>: at once.</value>
    [JsonIgnore]
    public EndPolling? EndPolling { get; init; }

    /// <summary>Measures how long decisions take; it changes nothing in the run or its result.</summary>
    /// <value>Default <c>null</c>: nothing is measured.</value>
    [JsonIgnore]
    public DecisionLatency? Latency { get; init; }

    /// <summary>Is told why the policy decides as it does; it changes nothing in the run or its result.</summary>
    /// <value>Default <c>null</c>: nobody is.</value>
    [JsonIgnore]
    public IDecisionLog? Decisions { get; init; }

    /// <summary>
    /// Makes the kernel that orders the run's events. Every kernel that keeps the contract gives the same bytes.
    /// </summary>
    /// <value>Default: <see cref="EventQueue"/>.</value>
    [JsonIgnore]
    public Func<IEventQueue> Kernel { get; init; } = static () => new EventQueue();
}
