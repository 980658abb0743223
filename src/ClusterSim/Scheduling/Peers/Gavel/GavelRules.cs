using System.Collections.Immutable;

namespace ClusterSim.Scheduling.Peers.Gavel;

/// <summary>The names of Gavel's rules as its console has them.</summary>
internal static class GavelRules
{
    public static ImmutableArray<(string Name, GavelRule Rule)> All { get; } =
        [("fifo", GavelRule.Fifo), ("fifo-perf", GavelRule.FifoPerf), ("isolated", GavelRule.Isolated)];

    public static string NameOf(GavelRule rule) => All.Single(entry => entry.Rule == rule).Name;
}
