using System.Collections.Immutable;
using ClusterSim.Scheduling.Peers;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Scheduling.Policies.Optimus;
using ClusterSim.Scheduling.Policies.Pollux;
using ClusterSim.Scheduling.Policies.Sia;

namespace ClusterSim.Scheduling.Elastic;

/// <summary>The catalog's entries for the schedulers of elastic training jobs.</summary>
internal static class ElasticPolicies
{
    private const string Artefact = "petuum/adaptdl, branch osdi21-artifact, commit c793c70";

    private const string SiaPaper = "Jayaram Subramanya et al., SOSP 2023, section 3.4";

    private const string SiaArtefact = "siasosp23/artifacts, commit aaf7a0d";

    private const string Training = "a measured application that it trains (filters train, train-mix)";

    private static readonly PolicyOption Interval = new(
        "interval", "60s", "a length of time", "Time between two decisions.", "Qiao et al., OSDI 2021, section 5.1");

    private static readonly PolicyOption OptimusInterval = Interval with
    {
        Default = "600s", Source = "Peng et al., EuroSys 2018, section 6.1",
    };

    private static readonly PolicyOption FallbackEpochs = new(
        "fallback_epochs", "20", "a whole number from 1",
        "Epochs that a job is held to need until it has reported three losses.",
        "pengyanghua/optimus, scheduler/optimus_scheduler.py");

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

    private static readonly PolicyOption SiaVariant = Variant with { Source = SiaArtefact };

    private static readonly PolicyOption SiaDelay = Delay with
    {
        Description = "What a re-allocation is held to cost where the paper has not measured the application.",
        Source = SiaArtefact,
    };

    private static readonly PolicyOption SiaPower = new(
        "power", "-0.5", "a number from -100 to -0.01", "Exponent of the goodputs; smaller is fairer.", SiaPaper);

    private static readonly PolicyOption NoAllocation = new(
        "no_allocation", "1.1", "a number from 1 to 100",
        "What a job that gets nothing costs; a single GPU costs 1.", SiaPaper);

    private static readonly PolicyOption Project = new(
        "project", "true", "true or false",
        "Whether goodputs on models where a job has not run follow from where it has, by profiles of one GPU.",
        SiaPaper);

    private static readonly PolicyOption Gap = new(
        "gap", "0.0001", "a number from 0 to 0.1",
        "How far from the best answer the program may be solved, as a share.", SiaArtefact);

    public static ImmutableArray<PolicyDescription> All { get; } =
    [
        new PolicyDescription(
            "sia",
            "One configuration of one GPU type for each training job, by an integer program over goodputs (SOSP 2023).",
            PolicyMaturity.Simplified, usesWalltimes: false,
            [Interval, SiaDelay, SiaPower, NoAllocation, Project, Gap, SiaVariant], MakeSia)
        {
            Needs = Training,
        },
        new PolicyDescription(
            "pollux", "GPUs by the predicted goodput of training jobs, which choose their batch sizes (OSDI 2021).",
            PolicyMaturity.Faithful, usesWalltimes: false,
            [Interval, Delay, Power, AvoidInterference, Population, Generations, Variant], MakePollux)
        {
            Needs = Training,
        },
        new PolicyDescription(
            "optimus",
            "GPUs one by one to the training job whose remaining time, as fitted, they shorten most (EuroSys 2018).",
            PolicyMaturity.Simplified, usesWalltimes: false, [OptimusInterval, FallbackEpochs],
            values => (values.Length("interval"), values.Whole("fallback_epochs"))
                is var (interval, epochs) && values.Good
                ? new OptimusPolicy(interval, epochs)
                : null)
        {
            Needs = Training + " and losses (filter losses=SEED)",
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

    private static SiaPolicy? MakeSia(OptionValues values)
    {
        SiaOptions options = new()
        {
            Interval = values.Length(Interval.Name),
            Delay = values.Length(SiaDelay.Name, orZero: true),
            Power = values.Number(SiaPower.Name, -100, -0.01),
            NoAllocation = values.Number(NoAllocation.Name, 1, 100),
            Projects = values.Choice(Project.Name, [("true", static () => true), ("false", static () => false)]),
            Gap = values.Number(Gap.Name, 0, 0.1),
            Artefact = IsArtefact(values),
        };
        return values.Good ? new SiaPolicy(options) : null;
    }

    private static bool IsArtefact(OptionValues values) =>
        values.Choice("variant", [("corrected", () => false), ("artefact", () => true)]);
}
