using System.Collections.Immutable;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Scheduling.Peers;

/// <summary>The catalog's entries for algorithms that only another simulator has.</summary>
internal static class PeerPolicies
{
    private const string AccaSim = "AccaSim 2a3c0e0";
    private const string RlSchedulerName = "RLScheduler cd433e3";

    private static readonly ImmutableArray<(string Name, Func<bool> Make)> s_backfills =
        [("none", () => false), ("easy", () => true)];

    public static ImmutableArray<PolicyDescription> All { get; } =
    [
        EasyAccaSim(),
        Heuristic(RlSchedulerScore.Fcfs, "submit time"),
        Heuristic(RlSchedulerScore.Sjf, "requested time"),
        Heuristic(RlSchedulerScore.Smallest, "processors"),
        Heuristic(RlSchedulerScore.F1, "log10(requested time) x processors + 870 log10(submit time)"),
        Heuristic(RlSchedulerScore.Wfp, "its WFP3, which does not grow with the wait"),
        Heuristic(RlSchedulerScore.Uni, "its UNICEP, which does not grow with the wait"),
        EasyRlScheduler(),
    ];

    private static PolicyDescription EasyAccaSim() => new(
        "easy-accasim",
        "AccaSim's EBF: a blocked job waits for a time fixed once; meanwhile whatever fits starts, however long.",
        PolicyMaturity.Faithful, usesWalltimes: true, [PolicyParts.Placement("first-fit")],
        values => values.Choice("placement", PolicyParts.Placements) is { } placement
            ? new EasyAccaSim(placement)
            : null)
    {
        Peers = [AccaSim + " EBF"],
    };

    private static PolicyDescription Heuristic(RlSchedulerScore score, string formula)
    {
        string peer = RlSchedulerOrder.NameOf(score);
        string name = peer + "-rlscheduler";
        return new PolicyDescription(
            name, $"RLScheduler's {peer}: least score first, by {formula}; a blocked head stays the head.",
            PolicyMaturity.Faithful, usesWalltimes: score is not (RlSchedulerScore.Fcfs or RlSchedulerScore.Smallest),
            [
                new("backfill", "none", "one of none, easy", "Whether its backfill runs while the head waits."),
                PolicyParts.Placement("first-fit"),
            ],
            values =>
            {
                bool backfill = values.Choice("backfill", s_backfills);
                IPlacement? placement = values.Choice("placement", PolicyParts.Placements);
                return values.Good ? new RlScheduler(name, score, backfill, placement!) : null;
            })
        {
            Peers = [$"{RlSchedulerName} {peer}, with and without backfill"],
        };
    }

    private static PolicyDescription EasyRlScheduler() => new(
        "easy-rlscheduler",
        "RLScheduler's fcfs with its backfill: jobs pass that end strictly before the head's start as first estimated.",
        PolicyMaturity.Faithful, usesWalltimes: true, [PolicyParts.Placement("first-fit")],
        values => values.Choice("placement", PolicyParts.Placements) is { } placement
            ? new RlScheduler("easy-rlscheduler", RlSchedulerScore.Fcfs, backfill: true, placement)
            : null)
    {
        Peers = [RlSchedulerName + " fcfs with backfill"],
    };
}
