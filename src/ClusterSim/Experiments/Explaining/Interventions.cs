using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Explaining;

/// <summary>
/// Weighs what was done to a job by making its run again alone: once as it was, once without its limits of power and
/// frequency, once without its stops and moves.
/// </summary>
internal sealed class Interventions(Job job, Platform platform, SimulationOptions options)
{
    private const double Faithful = 0.01;

    private readonly SimulationOptions _alone = options with
    {
        Rules = [], Detectors = [], Failures = null, NodeChanges = [], LinkChanges = [], Decisions = null,
        Faults = options.Faults with { Gpus = null, Domains = null, Spot = null, Listed = [] },
    };

    /// <summary>Weighs a history.</summary>
    /// <param name="steps">What was done to the job.</param>
    /// <param name="recorded">What became of it.</param>
    /// <returns>None for a job that nothing was done to, or that has no end.</returns>
    public ImmutableArray<Intervention> Weigh(ImmutableArray<JobStep> steps, JobResult recorded)
    {
        ImmutableArray<JobStep> free = [.. steps.Where(step => !JobStep.IsLimit(step.Kind))];
        ImmutableArray<JobStep> untouched =
            [.. steps.Where(step => JobStep.IsLimit(step.Kind) || step == free.FirstOrDefault())];
        if (recorded.Jct is null || (free.Length == steps.Length && untouched.Length == steps.Length))
        {
            return [];
        }

        JobResult with = Run(steps);
        bool faithful = with.Jct is not null && Math.Abs((with.RunTime - recorded.RunTime).TotalSeconds)
            <= Faithful * recorded.RunTime.TotalSeconds;
        return
        [
            .. free.Length < steps.Length ? Of(InterventionKind.Limit, free) : [],
            .. untouched.Length < steps.Length ? Of(InterventionKind.Interruption, untouched) : [],
        ];

        IEnumerable<Intervention> Of(InterventionKind kind, ImmutableArray<JobStep> without) =>
            [new Intervention(kind, with, Run(without)) { IsFaithful = faithful }];
    }

    private JobResult Run(ImmutableArray<JobStep> steps) =>
        Simulation.Run(new Workload([job]), platform, new JobReplay(steps), _alone).Jobs[0];
}
