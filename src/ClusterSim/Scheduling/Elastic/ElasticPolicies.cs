using System.Collections.Immutable;
using ClusterSim.Scheduling.Peers;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Scheduling.Policies.Optimus;
using ClusterSim.Scheduling.Policies.Pollux;

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

    private static readonly PolicyOption Delay = new(
        "delay", "30s", "a length of time", "What a re-allocation is held to cost.", Artefact);

    private static readonly PolicyOption Power = new(
        "power", "-1", "a number from -100 to -0.01", "Exponent of the power mean over jobs; smaller is fairer.",
        "Qiao et al., OSDI 2021, section 4.2");

    private static readonly PolicyOption AvoidInterference = new(
        "avoid_interference", "true", "true or false", "Whether no node may hold two jobs that run on several nodes.",
        "Qiao et al., OSDI 2021, section 4.2.1");

    private static readonly PolicyOption Population = new(
        "population", "100", "a whole number from 1", "Answers that survive a generation of the search.", Artefact);

    private static readonly PolicyOption Generations = new(
        "generations", "100", "a whole number from 1", "Generations of the search in each decision.", Artefact);

    public static ImmutableArray<PolicyDescription> All { get; } =
    [
        new PolicyDescription(
            "pollux", "GPUs by the predicted goodput of training jobs, which choose their batch sizes (OSDI 2021).",
            PolicyMaturity.Faithful, usesWalltimes: false,
            [Interval, Delay, Power, AvoidInterference, Population, Generations, Variant], MakePollux)
        {
            Needs = Training,
        },
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

    private static PolluxPolicy? MakePollux(OptionValues values)
    {
        const double least = -100, most = -0.01;
        PolluxOptions options = new()
        {
            Interval = values.Length(Interval.Name),
            Delay = values.Length(Delay.Name, orZero: true),
            Power = values.Number(Power.Name, least, most),
            AvoidsInterference = values.Choice(
                AvoidInterference.Name, [("true", static () => true), ("false", static () => false)]),
            Population = values.Whole(Population.Name),
            Generations = values.Whole(Generations.Name),
            Artefact = IsArtefact(values),
        };
        return values.Good ? new PolluxPolicy(options) : null;
    }

    private static bool IsArtefact(OptionValues values) =>
        values.Choice("variant", [("corrected", () => false), ("artefact", () => true)]);
}
