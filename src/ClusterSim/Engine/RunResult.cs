using System.Collections.Immutable;
using ClusterSim.Behavior;
using ClusterSim.Engine.Failures;
using ClusterSim.Engine.Power;
using ClusterSim.Platforms;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Engine;

/// <summary>
/// Everything that a run leaves behind: what became of each job, and what it takes to make the run again.
/// </summary>
public sealed record RunResult
{
    /// <summary>The jobs that were replayed.</summary>
    public required Workload Workload { get; init; }

    /// <summary>The cluster that they were replayed on.</summary>
    public required Platform Platform { get; init; }

    /// <summary>Name of the policy.</summary>
    public required string Policy { get; init; }

    /// <summary>Every option of the policy with its value.</summary>
    public required IReadOnlyDictionary<string, string> PolicyOptions { get; init; }

    /// <summary>The options of the run.</summary>
    public required SimulationOptions Options { get; init; }

    /// <summary>What became of each job; same order and index as the workload's jobs.</summary>
    public required ImmutableArray<JobResult> Jobs { get; init; }

    /// <summary>The moment of the last event.</summary>
    public required SimTime EndTime { get; init; }

    /// <summary>Number of events.</summary>
    public required long Events { get; init; }

    /// <summary>Number of scheduling passes.</summary>
    public required long Passes { get; init; }

    /// <summary>The energy of the run by account.</summary>
    /// <value><c>null</c> unless <see cref="SimulationOptions.Power"/> asked for it.</value>
    public EnergyUse? Energy { get; init; }

    /// <summary>
    /// When which node or GPU was away, by begin; what had not come back at the end of the run has no end.
    /// </summary>
    /// <value><c>null</c> when it was not recorded.</value>
    public ImmutableArray<Outage>? Outages { get; init; }

    /// <summary>Operational emissions of the run by account, in grams of CO2e.</summary>
    /// <value><c>null</c> unless power is accounted for and an average carbon intensity is known.</value>
    public SignalUse? Carbon { get; init; }

    /// <summary>What the energy of the run cost, by account.</summary>
    /// <value><c>null</c> unless power is accounted for and a price of electricity is known.</value>
    public SignalUse? EnergyCost { get; init; }

    /// <summary>How long each job held GPUs of each model.</summary>
    /// <value><c>null</c> where the platform has one model only, or none.</value>
    public HeldModels? HeldModels { get; init; }

    /// <summary>How far the reserved GPUs of each model sufficed.</summary>
    /// <value>Default <c>null</c>: nobody watched it.</value>
    public ImmutableArray<ReservedUse>? Reserved { get; init; }

    /// <summary>What the policy asked and did not get, by verb and reason.</summary>
    public ImmutableArray<Refusal> Refusals { get; init; } = [];

    /// <summary>What rules and detectors found.</summary>
    public ImmutableArray<Detection> Detections { get; init; } = [];

    /// <summary>
    /// Ledger of what acting on each rule promised and brought; empty unless the policy was pattern-driven.
    /// </summary>
    public ImmutableArray<RuleLedgerEntry> Ledger { get; init; } = [];

    /// <summary>What the links of the network carried.</summary>
    /// <value>Default <c>null</c>: the platform describes no links, or no job has a communication profile.</value>
    public NetworkUse? Network { get; init; }

    /// <summary>
    /// Inputs that could not influence the result, and other things that a reader should know, one sentence each.
    /// </summary>
    public ImmutableArray<string> Notices { get; init; } = [];
}
