using System.Collections.Immutable;
using ClusterSim.Behavior;
using ClusterSim.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Explaining;

/// <summary>Why a job of a run waited, was moved or stopped, and how it fared under another policy.</summary>
/// <param name="Job">The job.</param>
/// <param name="Policy">Name of the policy in the experiment.</param>
/// <param name="Result">What became of the job.</param>
/// <param name="Waits">Why it waited, in order of time; they add up to its total wait.</param>
/// <param name="Ahead">The jobs that waited when it was submitted.</param>
/// <param name="Overtakers">The jobs that were submitted later and first started while it waited.</param>
/// <param name="HoldingJobs">Who held what it could have used while it waited: the five largest jobs.</param>
/// <param name="HoldingUsers">The same by user.</param>
/// <param name="Incidents">What happened to it, in order of time.</param>
/// <param name="Detections">What rules and detectors found about it.</param>
public sealed record JobExplanation(
    Job Job, string Policy, JobResult Result, ImmutableArray<WaitSpan> Waits, Overtaking Ahead, Overtaking Overtakers,
    ImmutableArray<HeldShare> HoldingJobs, ImmutableArray<HeldShare> HoldingUsers,
    ImmutableArray<JobIncident> Incidents, ImmutableArray<Detection> Detections)
{
    /// <summary>
    /// When it was first promised to start at the latest, in seconds; under backfilling with reservations.
    /// </summary>
    /// <value>Default <c>null</c>: it was not promised anything.</value>
    public double? PromisedSeconds { get; init; }

    /// <summary>What limits of power, and stops and moves, cost it or saved it.</summary>
    /// <value>Default empty: it had none, or has no end.</value>
    public ImmutableArray<Intervention> Interventions { get; init; } = [];

    /// <summary>The same job under the other policies of the experiment, the baseline first.</summary>
    /// <value>Default empty: there are none.</value>
    public ImmutableArray<Counterfactual> Otherwise { get; init; } = [];

    /// <summary>The explanation in plain sentences, one line each.</summary>
    public ImmutableArray<string> Sentences => ExplanationText.Of(this);
}
