using System.Collections.Immutable;

namespace ClusterSim.Scheduling.Policies;

/// <summary>
/// Which schedules of other programs a policy computes job by job: start and end of every job. Each entry is held by a
/// test.
/// </summary>
internal static class PeerMatches
{
    private static readonly ImmutableSortedDictionary<string, ImmutableArray<string>> s_byPolicy =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty
            .WithComparers(StringComparer.Ordinal)
            .Add("fifo", ["AccaSim FIFO"])
            .Add("ljf", ["AccaSim LJF"])
            .Add("sjf", ["AccaSim SJF"])
            .Add("easy", ["a textbook EASY"])
            .Add("tiresias", ["Tiresias' simulator"]);

    /// <summary>The programs and their policies; empty when none was compared or none is equal.</summary>
    public static ImmutableArray<string> Of(string policy) => s_byPolicy.GetValueOrDefault(policy, []);
}
