using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The catalogue's entries for the schedules of Tiresias's simulator that are no variant of the policy
/// <c>tiresias</c>.
/// </summary>
internal static class TiresiasPeerPolicies
{
    private const string Limits = "queue-limits-seconds", Peer = "Tiresias' simulator ";

    private static readonly PolicyOption s_limits = new(
        Limits, "3250;7200", "positive ascending numbers of seconds, separated by semicolons, or none",
        "Run time at which a job sinks to the next queue.", "SymbioticLab/Tiresias, simulator/jobs.py");

    public static ImmutableArray<PolicyDescription> All { get; } =
    [
        Yarn("fifo", BackfillKind.None, "first come, first served; the head blocks"),
        Yarn("fjf", BackfillKind.Skip, "first come, first served; who does not fit is skipped"),
        Shortest("sjf", TiresiasJobOrder.Sjf, "fewest GPUs first, preemptive"),
        Shortest("shortest", TiresiasJobOrder.Shortest, "shortest remaining walltime first, preemptive"),
        Shortest("shortest-gpu", TiresiasJobOrder.ShortestGpu, "smallest remaining walltime x GPUs first, preemptive"),
        new(
            "dlas-tiresias", "Tiresias's simulator's dlas: least run time first, in queues; GPUs do not count.",
            PolicyMaturity.Faithful, usesWalltimes: false, [s_limits],
            values => Dlas(values.AscendingOrNone(Limits)))
        {
            Peers = [Peer + "dlas"],
        },
    ];

    private static PolicyDescription Yarn(string name, BackfillKind backfill, string summary) => new(
        name + "-tiresias", $"Tiresias's simulator's {name}, scheme yarn: {summary}.",
        PolicyMaturity.Faithful, usesWalltimes: false, [],
        _ => new ComposedPolicy(name + "-tiresias", new FifoOrder(), backfill, new YarnPlacement()))
    {
        Peers = [$"{Peer}{name}, scheme yarn"],
    };

    private static PolicyDescription Shortest(string name, TiresiasJobOrder order, string summary) => new(
        name + "-tiresias", $"Tiresias's simulator's {name}: {summary}.",
        PolicyMaturity.Faithful, usesWalltimes: order != TiresiasJobOrder.Sjf, [],
        _ => new TiresiasShortest(name + "-tiresias", order))
    {
        Peers = [Peer + name],
    };

    private static TiresiasDlas Dlas(ImmutableArray<double> limits)
    {
        string text = limits.IsEmpty
            ? "none"
            : string.Join(';', limits.Select(limit => limit.ToString(CultureInfo.InvariantCulture)));
        return new TiresiasDlas(
            "dlas-tiresias", new DlasOptions { Limits = limits, CountsGpus = false },
            ImmutableSortedDictionary<string, string>.Empty.Add(Limits, text));
    }
}
