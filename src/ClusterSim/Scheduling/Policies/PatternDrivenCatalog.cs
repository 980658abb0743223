using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Scheduling.Policies;

/// <summary>The pattern-driven policy as the catalogue knows it: its options as texts, both ways.</summary>
internal static class PatternDrivenCatalog
{
    /// <summary>What a policy's name ends with that is wrapped: <c>easy+patterns</c>.</summary>
    public const string Suffix = "+patterns";

    private const string Name = "pattern-driven", Base = "base", Length = "such as 90s, 30m or 2h";

    private static readonly PatternDrivenOptions s_standard = new();

    private static readonly ImmutableArray<(string Name, PatternDrivenMode Value)> s_modes =
        [("act", PatternDrivenMode.Act), ("advise", PatternDrivenMode.Advise)];

    private static readonly ImmutableArray<(string Name, RuleLearning Value)> s_learning =
    [
        ("none", RuleLearning.None), ("suspend", RuleLearning.Suspend), ("thompson", RuleLearning.Thompson),
        ("ucb", RuleLearning.Ucb),
    ];

    /// <summary>The policy that wraps whatever its option <c>base</c> says.</summary>
    public static PolicyDescription Describe() => new(
        Name, "Another policy, and on top of it what the rules of the run recommend.",
        PolicyMaturity.Experimental, usesWalltimes: false,
        [
            new(Base, "fifo-skip", "the name of another policy; its options follow as base.<option>", "Who schedules."),
            .. Options(),
        ],
        values => Make(values, Name, values.Text(Base)));

    /// <summary>A policy with patterns on top; <c>null</c> when the name is not such a one.</summary>
    public static PolicyDescription? Find(string name)
    {
        if (!name.EndsWith(Suffix, StringComparison.Ordinal))
        {
            return null;
        }

        string wrapped = name[..^Suffix.Length];
        PolicyDescription? plain = wrapped == Name ? null : PolicyCatalog.TryFind(wrapped);
        return plain is null || wrapped.EndsWith(Suffix, StringComparison.Ordinal) ? null : new PolicyDescription(
            name, $"{plain.Summary} On top of it what the rules of the run recommend.",
            PolicyMaturity.Experimental, plain.UsesWalltimes, Options(), values => Make(values, name, wrapped))
        {
            PassesOptionsOn = true,
        };
    }

    /// <summary>The options as they are recorded with a result.</summary>
    public static ImmutableSortedDictionary<string, string> ValuesOf(PatternDrivenOptions options) =>
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
            .Add("mode", s_modes.Single(mode => mode.Value == options.Mode).Name)
            .Add("confidence", Text(options.ConfidenceThreshold))
            .Add("learning", s_learning.Single(kind => kind.Value == options.Learning).Name)
            .Add("learning-by", options.LearnsBySize ? "size" : "rule")
            .Add("minimum-applications", Text(options.MinimumApplications))
            .Add("back-off", Text(options.BackOff.TotalSeconds) + "s")
            .Add("hold-limit", Text(options.HoldLimit.TotalSeconds) + "s")
            .Add("cool-down", Text(options.CoolDown.TotalSeconds) + "s")
            .Add("actions-per-pass", Text(options.ActionsPerPass))
            .Add("actions-per-hour", Text(options.ActionsPerHour))
            .Add("minimum-instances", Text(options.MinimumInstances))
            .Add("when-nobody-waits", options.SavesEnergyWhenNobodyWaits ? "save-energy" : "leave")
            .Add("grow-back", Text(options.GrowBackUtilization))
            .Add("priority-step", Text(options.PriorityStep));

    private static ImmutableArray<PolicyOption> Options() =>
    [
        Own("mode", "one of act, advise", "Whether recommendations are carried out or only counted.", ""),
        Own("confidence", "a number from 0 to 1", "Least confidence that is acted upon."),
        Own("learning", "one of none, suspend, thompson, ucb", "How outcomes decide about further applications.",
            "Thompson 1933, Chapelle and Li 2011; UCB1: Auer et al. 2002"),
        Own("learning-by", "one of rule, size", "Whether a rule is judged for jobs of all sizes together."),
        Own("minimum-applications", "a whole number from 1",
            "Known outcomes after which a rule that brought nothing is suspended; only with learning suspend."),
        Own("back-off", $"a positive length of time {Length}", "How long jobs of a retry loop let others pass.",
            "Kubernetes, cap of the crash-loop back-off"),
        Own("hold-limit", $"a positive length of time {Length}", "How long a held or deferred job lets others pass."),
        Own("cool-down", $"a length of time {Length}, or 0", "Least time between two actions on one job.",
            "Kubernetes, stabilization window of the horizontal autoscaler"),
        Own("actions-per-pass", "a whole number from 1", "Most actions in one pass."),
        Own("actions-per-hour", "a whole number from 1", "Most actions within any hour.",
            "Kubernetes, node-eviction-rate 0.1/s"),
        Own("minimum-instances", "a whole number from 1", "Instances that a job keeps at least.", ""),
        Own("when-nobody-waits", "one of leave, save-energy", "Whether GPUs are taken away that nobody waits for."),
        Own("grow-back", "a number from 0 to 1", "Utilization at which a shrunk job fills the GPUs left to it."),
        Own("priority-step", "a whole number from 1", "By how much a priority is raised or lowered.", ""),
    ];

    private static PatternDrivenPolicy? Make(OptionValues values, string name, string wrapped)
    {
        PatternDrivenOptions options = Read(values);
        try
        {
            ISchedulingPolicy scheduler = wrapped == Name || wrapped.EndsWith(Suffix, StringComparison.Ordinal)
                ? throw new PolicyException([$"policy '{name}' cannot wrap '{wrapped}', which acts on rules itself."])
                : PolicyCatalog.Create(wrapped, values.ForBase);
            return values.Good ? new PatternDrivenPolicy(name, scheduler, options) : null;
        }
        catch (PolicyException problem)
        {
            values.Refuse(problem.Problems);
            return null;
        }
    }

    private static PatternDrivenOptions Read(OptionValues values) => new()
    {
        Mode = values.Choice("mode", Choices(s_modes)),
        ConfidenceThreshold = values.Number("confidence", 0, 1),
        Learning = values.Choice("learning", Choices(s_learning)),
        LearnsBySize = values.Choice("learning-by", Choices([("rule", false), ("size", true)])),
        MinimumApplications = values.Whole("minimum-applications"),
        BackOff = values.Length("back-off"),
        HoldLimit = values.Length("hold-limit"),
        CoolDown = values.Length("cool-down", orZero: true),
        ActionsPerPass = values.Whole("actions-per-pass"),
        ActionsPerHour = values.Whole("actions-per-hour"),
        MinimumInstances = values.Whole("minimum-instances"),
        SavesEnergyWhenNobodyWaits =
            values.Choice("when-nobody-waits", Choices([("leave", false), ("save-energy", true)])),
        GrowBackUtilization = values.Number("grow-back", 0, 1),
        PriorityStep = values.Whole("priority-step"),
    };

    private static ImmutableArray<(string Name, Func<T> Make)> Choices<T>(ImmutableArray<(string Name, T Value)> of) =>
        [.. of.Select(choice => (choice.Name, (Func<T>)(() => choice.Value)))];

    private static PolicyOption Own(
        string name, string expected, string description, string source = "chosen by this project") =>
        new(name, ValuesOf(s_standard)[name], expected, description, source);

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
