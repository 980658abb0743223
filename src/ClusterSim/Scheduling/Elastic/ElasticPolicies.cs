using System.Collections.Immutable;
using ClusterSim.Scheduling.Peers;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Scheduling.Policies.Optimus;

namespace ClusterSim.Scheduling.Elastic;

/// <summary>The catalog's entries for the schedulers of elastic training jobs.</summary>
internal static class ElasticPolicies
{
    private const string Artefact = "petuum/adaptdl, branch osdi21-artifact, commit c793c70";

    private const string Training = "a measured application that it trains (filters train, train-mix)";

    private static readonly PolicyOption Interval = new(
        "interval", "60s", "a length of time", "Time between two decisions.", "Qiao et al., OSDI 2021, section 5.1");

    private static readonly PolicyOption Variant = new(
        "variant", "corrected", "corrected or artefact", "Whether the quirks of the published artefact are kept.",
        Artefact);

    private static readonly PolicyOption QueueLimit = new(
        "queue_limit", "57600", "GPU-seconds above 0", "Attained service at which a job leaves the first queue.",
        Artefact);

    public static ImmutableArray<PolicyDescription> All { get; } =
    [
        new PolicyDescription(
            "optimus-oracle",
            "GPUs one by one to the training job whose known remaining time they shorten most (OSDI 2021's baseline).",
            PolicyMaturity.Faithful, usesWalltimes: false, [Interval, Variant],
            values => (values.Length("interval"), IsArtefact(values)) is var (interval, artefact) && values.Good
                ? new OptimusOracle(interval, artefact)
                : null)
        {
            Needs = Training + ", known to oracles (filter train=FOLDER@oracle)",
            Peers = ["Pollux simulator c793c70 optimus (variant=artefact)"],
        },
        new PolicyDescription(
            "tiresias-pollux", "Pollux's simulator's Tiresias: two queues, rounds, most free nodes first.",
            PolicyMaturity.Faithful, usesWalltimes: false, [Interval, QueueLimit],
            values => (values.Length("interval"), values.Number("queue_limit", 0, 1e12, exclusive: true))
                is var (interval, limit) && values.Good
                ? new PolluxTiresias(interval, limit)
                : null)
        {
            Needs = Training,
            Peers = ["Pollux simulator c793c70 tiresias"],
        },
    ];

    private static bool IsArtefact(OptionValues values) =>
        values.Choice("variant", [("corrected", () => false), ("artefact", () => true)]);
}
