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
        Batsched(
            "fcfs-batsched", "fcfs_fast", "First come, first served on the free machines of lowest number.", false,
            options => new InOrderBatsched("fcfs-batsched", skipsBlocked: false, options)),
        Batsched(
            "filler-batsched", "filler", "Whatever fits starts, in order of submission, on machines of lowest number.",
            false, options => new InOrderBatsched("filler-batsched", skipsBlocked: true, options)),
        Batsched(
            "easy-fast-batsched", "easy_bf_fast",
            "batsched's fast EASY: the head keeps its first expected start; no extra nodes.", true,
            options => new EasyFastBatsched(options)),
        Batsched(
            "easy-batsched", "easy_bf",
            "batsched's EASY: the head reserves fixed machines; who is backfilled needs fixed machines throughout.",
            true, options => new EasyBatsched(options)),
        Batsched(
            "conservative-batsched", "conservative_bf",
            "batsched's conservative backfilling: every waiting job reserves fixed machines.", true,
            options => new ConservativeBatsched(options)),
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

    private static PolicyDescription Batsched(
        string name, string peer, string summary, bool usesWalltimes, Func<BatschedOptions, ISchedulingPolicy> make) =>
        new(
            name, summary, PolicyMaturity.Faithful, usesWalltimes,
            [
                new("rjms_delay", "5s", "a length of time from 0 such as 0s, 5s or 1m",
                    "Added to every walltime when the policy plans; without effect where it plans nothing.",
                    "batsched 1.4.0, option --rjms_delay"),
            ],
            values => make(new BatschedOptions { RjmsDelay = values.Length("rjms_delay", orZero: true) }))
        {
            Peers = [$"batsched 1.4.0 {peer}"],
        };

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
