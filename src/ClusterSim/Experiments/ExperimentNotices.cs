using System.Collections.Immutable;

namespace ClusterSim.Experiments;

/// <summary>
/// Inputs of an experiment that could not influence its results, told before anybody draws conclusions.
/// </summary>
internal static class ExperimentNotices
{
    /// <summary>One sentence for each.</summary>
    public static ImmutableArray<string> Of(ExperimentSpec spec)
    {
        var notices = ImmutableArray.CreateBuilder<string>();
        bool random = spec.Traces.Any(trace => trace.IsGenerated)
            || spec.Options.Any(options => options.Failures is not null || options.Faults.AnyRandom)
            || spec.Policies.Any(PlacesAtRandom);
        if (!random && spec.Seeds.Length > 1)
        {
            notices.Add("The seeds had no effect: nothing is random, as the traces are fixed, no node fails and no "
                + "job is placed at random.");
        }
        else if (!random && spec.Seeds[0] != 1)
        {
            notices.Add("The seed had no effect: nothing is random, as the trace is fixed, no node fails and no job "
                + "is placed at random.");
        }

        foreach (OptionChoice options in spec.Options.Where(HasIdleInterval))
        {
            notices.Add(
                $"The checkpoint interval of options '{options.Name}' had no effect: only failures, reclaims and "
                + "kills lose progress, and nothing fails, is reclaimed or killed.");
        }

        return notices.ToImmutable();

        static bool PlacesAtRandom(PolicyChoice policy) => policy.Set.Any(option =>
            option.Value == "random" && option.Key.Split('.')[^1] == "placement");

        bool HasIdleInterval(OptionChoice options) =>
            options.Overheads.CheckpointInterval is not null && options.Failures is null && spec.Rules.IsEmpty
            && options.Faults == new Engine.Failures.FaultOptions() && options.OutageList.Length == 0
            && options.Overheads.PeriodicCheckpoint == TimeSpan.Zero
            && !spec.Policies.Any(StopsWithoutCheckpoint);

        // By default gfs kills, and Lucid's profiler keeps nothing.
        static bool StopsWithoutCheckpoint(PolicyChoice policy) =>
            policy.Policy is "gfs" or "lucid" || policy.Set.Any(option => option.Value is "kill" or "least-wasted");
    }
}
