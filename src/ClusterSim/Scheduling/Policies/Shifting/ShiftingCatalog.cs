using System.Collections.Immutable;
using ClusterSim.Scheduling.Scaling;
using ClusterSim.Scheduling.Shifting;

namespace ClusterSim.Scheduling.Policies.Shifting;

/// <summary>
/// The catalogue's entries for policies that put jobs off until electricity is cleaner or cheaper.
/// </summary>
internal static class ShiftingCatalog
{
    private const string Base = "base", Deadline = "deadline", Interruptible = "interruptible", Level = "level";
    private const string Horizon = "horizon", Rule = "rule", Every = "every", Percentile = "percentile";
    private const string Most = "most", Tolerance = "tolerance", Scaler = "Hanafy et al., SIGMETRICS 2024; our number";
    private const string LetsWait = "Wiesner et al., Middleware 2021", Gaia = "Hanafy et al., ASPLOS 2024";
    private const string Week = "7d", Day = "24h", Short = "6h";

    private static readonly ImmutableArray<(string, Func<bool>)> YesNo = [("yes", () => true), ("no", () => false)];

    private static readonly ImmutableArray<(string, Func<ShiftDeadline>)> s_deadlines =
    [
        ("none", () => ShiftDeadline.None), ("next-workday", () => ShiftDeadline.NextWorkday),
        ("next-workday-artefact", () => ShiftDeadline.NextWorkdayOfArtefact),
        ("semi-weekly", () => ShiftDeadline.SemiWeekly),
    ];

    public static ImmutableArray<PolicyDescription> All { get; } =
    [
        WaitAwhile(),
        Start("lowest-slot", "Starts each job in the step of lowest carbon intensity", StartKind.LowestSlot),
        Start("lowest-window", "Starts each job where the carbon intensity of its length is lowest",
            StartKind.LowestWindow),
        Start("carbon-time", "Starts each job where the most carbon is saved for each hour until it is done",
            StartKind.SavingPerTime),
        Threshold("ecovisor", "Runs jobs while carbon intensity is in the lowest part of the day ahead", "yes", Gaia),
        Threshold("carbon-threshold", "Starts jobs when carbon intensity is below a level", "no", ""),
        PriceAware(),
        CarbonScaler(),
    ];

    private static PolicyDescription WaitAwhile() => Describe(
        "wait-awhile", "Runs each job when carbon intensity is expected to be lowest before its deadline",
        [
            new(Deadline, "next-workday", "one of none, next-workday, next-workday-artefact, semi-weekly",
                "By when a job has to be done: 09:00 of the next working day, or of the next Monday or Thursday, after "
                + "it would end without a delay.", LetsWait),
            Interrupts("no", LetsWait),
            .. ShiftingValues.Options(Week, Week, LetsWait),
        ],
        values => values.Choice(Interruptible, YesNo)
            ? new LowestSteps(values.Choice(Deadline, s_deadlines))
            : new StartSearch(StartKind.LowestWindow, values.Choice(Deadline, s_deadlines), null));

    private static PolicyDescription Start(string name, string summary, StartKind kind) => Describe(
        name, summary,
        [EveryOption(), .. ShiftingValues.Options(Day, Short, Gaia)],
        values => new StartSearch(kind, ShiftDeadline.None, values.Length(Every)));

    private static PolicyDescription Threshold(string name, string summary, string interruptible, string source) =>
        Describe(
            name, summary,
            [
                new(Level, "p30", "grams of CO2e for each kWh, or pNN for a percentile of the time ahead",
                    "Below which value jobs run.", "Ecovisor as in GAIA's artefact: 30th percentile of 24 h"),
                new(Horizon, Day, "a positive length of time", "How far ahead is looked for the percentile.", Gaia),
                Interrupts(interruptible, source),
                .. ShiftingValues.Options(Day, Short, Gaia),
            ],
            LevelOf);

    private static PolicyDescription PriceAware() => new(
        "price-aware", "Starts each job when electricity is expected to be cheap, within its maximum delay.",
        PolicyMaturity.Experimental, usesWalltimes: true,
        [
            BaseOption(),
            new(Rule, "lowest-window", "one of lowest-slot, lowest-window, saving-per-time, lowest-steps, percentile",
                "Which start is taken; lowest-steps and percentile stop jobs while electricity is dear."),
            EveryOption(),
            new(Percentile, "30", "percent, 0 to 100", "Part of the time ahead that counts as cheap."),
            new(Horizon, Day, "a positive length of time", "How far ahead is looked for the percentile."),
            .. ShiftingValues.Options(Day, Short, Gaia),
        ],
        values => Make(
            values, "price-aware", PriceRule(values), signals => signals.EnergyPrice, "price of electricity"))
    {
        Needs = "a price of electricity",
    };

    private static PolicyDescription CarbonScaler() => new(
        "carbon-scaler",
        "More GPUs for training jobs while power is clean, fewer or none while it is not, within their maximum delay.",
        PolicyMaturity.Simplified, usesWalltimes: true,
        [
            BaseOption(),
            new(Most, "8", "a whole number from 1",
                "Most GPUs of a training job, unless it asks for more or its batch allows fewer.", Scaler),
            new(Tolerance, "0.05", "a share, 0 to 1",
                "How far intensity or progress may be off before a job's schedule is made anew.", Scaler),
            .. ShiftingValues.Options(Day, Short, Gaia),
        ],
        MakeScaler)
    {
        Needs = "a carbon intensity; scales jobs that train a measured application, known to oracles "
            + "(filter train=FOLDER@oracle)",
    };

    private static CarbonScalerPolicy? MakeScaler(OptionValues values)
    {
        ShiftingOptions shifting =
            ShiftingValues.Read(values, signals => signals.Carbon, "carbon intensity");
        ScalingOptions scaling = new()
        {
            MostReplicas = values.Whole(Most),
            Tolerance = values.Number(Tolerance, 0, 1),
        };
        ISchedulingPolicy? scheduler = ShiftingValues.BaseOf(values, Base);
        return values.Good
            ? new CarbonScalerPolicy("carbon-scaler", scheduler!, shifting, scaling, ShiftingValues.Recorded(values))
            : null;
    }

    private static IShiftRule PriceRule(OptionValues values) => values.Choice<IShiftRule>(
        Rule,
        [
            ("lowest-slot", () => Search(values, StartKind.LowestSlot)),
            ("lowest-window", () => Search(values, StartKind.LowestWindow)),
            ("saving-per-time", () => Search(values, StartKind.SavingPerTime)),
            ("lowest-steps", () => new LowestSteps(ShiftDeadline.None)),
            ("percentile", () => new LevelRule
            {
                Interrupts = true,
                Quantile = values.Number(Percentile, 0, 100) / 100,
                Horizon = values.Length(Horizon),
            }),
        ])!;

    private static StartSearch Search(OptionValues values, StartKind kind) =>
        new(kind, ShiftDeadline.None, values.Length(Every));

    private static LevelRule LevelOf(OptionValues values)
    {
        (double? level, double quantile) = ShiftingValues.Level(values, Level);
        return new LevelRule
        {
            Interrupts = values.Choice(Interruptible, YesNo),
            Level = level,
            Quantile = quantile,
            Horizon = values.Length(Horizon),
        };
    }

    private static PolicyDescription Describe(
        string name, string summary, ImmutableArray<PolicyOption> options, Func<OptionValues, IShiftRule> rule) => new(
            name, $"{summary}, within its maximum delay.", PolicyMaturity.Simplified, usesWalltimes: true,
            [BaseOption(), .. options],
            values => Make(values, name, rule(values), signals => signals.Carbon, "carbon intensity"))
        {
            Needs = "a carbon intensity",
        };

    private static ShiftingPolicy? Make(
        OptionValues values, string name, IShiftRule rule, Func<SignalViews, SignalView?> signal, string signalName)
    {
        ShiftingOptions options = ShiftingValues.Read(values, signal, signalName);
        ISchedulingPolicy? scheduler = ShiftingValues.BaseOf(values, Base);
        return values.Good
            ? new ShiftingPolicy(name, scheduler!, rule, options, ShiftingValues.Recorded(values))
            : null;
    }

    private static PolicyOption BaseOption() => new(
        Base, "fifo-skip", "the name of another policy; its options follow as base.<option>",
        "Who orders and places the jobs that may run.");

    private static PolicyOption EveryOption() =>
        new(Every, "1h", "a positive length of time", "Time between two starts that are considered.", Gaia);

    private static PolicyOption Interrupts(string standard, string source) => new(
        Interruptible, standard, "yes or no", "Whether running jobs are stopped and resumed.", source);
}
