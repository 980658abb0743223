using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>Decides where the run time estimates of a scenario come from.</summary>
internal static class Estimates
{
    /// <summary>
    /// The workload with the estimates that its policy will see, and what a reader must know about them.
    /// </summary>
    public static (Workload Workload, string? Notice) Apply(Workload workload, Scenario scenario)
    {
        EstimateChoice choice = scenario.Options.Estimates;
        bool hasOwn = workload.Jobs.Any(job => job.Request.Walltime is not null);
        if (choice.Source == EstimateSource.User && !hasOwn)
        {
            throw new ExperimentException(
                $"trace '{scenario.Trace.Name}': found no walltimes, expected some for estimates 'user'; use 'exact'");
        }

        bool needed = PolicyMaker.NeedsEstimates(scenario.Policy);
        EstimateSource? source = choice.Source ?? (hasOwn ? EstimateSource.User : needed ? EstimateSource.Exact : null);
        bool unchanged = source is null || (source == EstimateSource.User && choice.Factor == 1);
        string? notice = !hasOwn && source == EstimateSource.Exact
            ? "The trace has no walltimes, so the policy was given the exact run times: an oracle."
            : null;
        return unchanged ? (workload, notice) : (workload.WithEstimates(source!.Value, choice.Factor), notice);
    }
}
