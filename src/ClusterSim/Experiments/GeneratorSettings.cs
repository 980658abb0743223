using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Injection;

namespace ClusterSim.Experiments;

/// <summary>
/// The options of the workload generator as texts, for command lines and experiment files: the options of a preset,
/// each replaceable by name.
/// </summary>
public static class GeneratorSettings
{
    private static readonly ImmutableSortedDictionary<string, Setting> Settings = ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        new Dictionary<string, Setting>
        {
            ["jobs"] = Whole((o, value) => o with { Jobs = value }),
            ["jobs_per_hour"] = Number((o, value) => o with { Arrivals = o.Arrivals with { JobsPerHour = value } }),
            ["diurnal_amplitude"] =
                Number((o, value) => o with { Arrivals = o.Arrivals with { DiurnalAmplitude = value } }),
            ["peak_hour"] = Number((o, value) => o with { Arrivals = o.Arrivals with { PeakHour = value } }),
            ["burst_ratio"] = Number((o, value) => o with { Arrivals = o.Arrivals with { BurstRatio = value } }),
            ["burst_share"] = Share((o, value) => o with { Arrivals = o.Arrivals with { BurstShare = value } }),
            ["mean_burst"] = Length((o, value) => o with { Arrivals = o.Arrivals with { MeanBurst = value } }),
            ["mean_batch"] = Number((o, value) => o with { Arrivals = o.Arrivals with { MeanBatch = value } }),
            ["machine_size"] = new(
                "a whole number of 1 or more, with the preset lublin",
                (o, text) => o.Lublin is { } lublin && FilterValues.Count(text) is { } size
                    ? o with { Lublin = lublin with { MachineSize = size } }
                    : null),
            ["median_run_time"] = Length((o, value) => o with { RunTimes = o.RunTimes with { Median = value } }),
            ["run_time_sigma"] = Number((o, value) => o with { RunTimes = o.RunTimes with { Sigma = value } }),
            ["min_run_time"] = Length((o, value) => o with { RunTimes = o.RunTimes with { Min = value } }),
            ["max_run_time"] = Length((o, value) => o with { RunTimes = o.RunTimes with { Max = value } }),
            ["failed_share"] = Share((o, value) => o with { RunTimes = o.RunTimes with { FailedShare = value } }),
            ["cancelled_share"] =
                Share((o, value) => o with { RunTimes = o.RunTimes with { CancelledShare = value } }),
            ["fractional_share"] = Share((o, value) => o with { Sizes = o.Sizes with { FractionalShare = value } }),
            ["cpu_only_share"] = Share((o, value) => o with { Sizes = o.Sizes with { CpuOnlyShare = value } }),
            ["users"] = Whole((o, value) => o with { Users = o.Users with { Users = value } }),
            ["applications"] = Whole((o, value) => o with { Users = o.Users with { Applications = value } }),
            ["walltime_share"] = Share((o, value) => o with { Walltimes = o.Walltimes with { Share = value } }),
            ["low_utilization_share"] =
                Share((o, value) => o with { Behaviors = o.Behaviors with { LowUtilizationShare = value } }),
            ["idle_tail_share"] =
                Share((o, value) => o with { Behaviors = o.Behaviors with { IdleTailShare = value } }),
            ["unused_gpus_share"] =
                Share((o, value) => o with { Behaviors = o.Behaviors with { UnusedGpusShare = value } }),
            ["retry_loop_share"] =
                Share((o, value) => o with { Behaviors = o.Behaviors with { RetryLoopShare = value } }),
            ["behaviors"] = new(
                "behaviours and their shares such as 'idle-tail=0.05;retry-loop=0.02', 'all=0.02' or 'none'; known: "
                    + string.Join(", ", InjectedBehaviors.All.Select(behavior => behavior.Name)),
                (o, text) => InjectionText.Behaviors(text) is { } shares
                    ? Injecting(o, injection => injection with { Behaviors = shares })
                    : null),
            ["mixed_share"] =
                Share((o, value) => Injecting(o, injection => injection with { MixedShare = value })),
            ["signature"] = new(
                "a signature, one of " + string.Join(", ", UtilizationSignature.All.Select(known => known.Name)),
                (o, text) => UtilizationSignature.Find(text) is not null
                    ? Injecting(o, injection => injection with { Signature = text })
                    : null),
        });

    /// <summary>Answers with the changed options; <c>null</c> when the value is none.</summary>
    private delegate GeneratorOptions? Change(GeneratorOptions options, string value);

    private readonly record struct Setting(string Expected, Change Change);

    /// <summary>Names of the options that can be replaced.</summary>
    public static IEnumerable<string> Names => Settings.Keys;

    /// <summary>Names of the presets.</summary>
    public static IEnumerable<string> Presets => GeneratorPresets.All.Select(preset => preset.Name);

    /// <summary>The options of a preset with some of them replaced.</summary>
    /// <param name="preset">Name of the preset.</param>
    /// <param name="replaced">The replaced options by name.</param>
    /// <param name="seed">Seed; <c>null</c> for the preset's own.</param>
    /// <exception cref="ExperimentException">A name or value is wrong; carries all problems.</exception>
    public static GeneratorOptions Options(
        string preset, IReadOnlyDictionary<string, string> replaced, long? seed = null)
    {
        ArgumentNullException.ThrowIfNull(replaced);
        var problems = Problems(preset, replaced, out GeneratorOptions? options);
        return problems.IsEmpty
            ? options! with { Seed = seed ?? options.Seed }
            : throw new ExperimentException(
                [.. problems.Select(problem => new ExperimentProblem("", 0, 0, problem.Path, problem.Message))]);
    }

    /// <summary>
    /// What is wrong with a preset's name and replaced options: <c>generate</c> or <c>set.NAME</c> each.
    /// </summary>
    internal static ImmutableArray<(string Path, string Message)> Problems(
        string preset, IReadOnlyDictionary<string, string> replaced, out GeneratorOptions? options)
    {
        options = GeneratorPresets.All.FirstOrDefault(known => known.Name == preset)?.Options;
        if (options is null)
        {
            return [("generate", $"found '{preset}', {NearestName.Expected(preset, [.. Presets])}")];
        }

        var problems = ImmutableArray.CreateBuilder<(string, string)>();
        foreach ((string name, string value) in replaced.OrderBy(setting => setting.Key, StringComparer.Ordinal))
        {
            if (!Settings.TryGetValue(name, out Setting setting))
            {
                problems.Add(($"set.{name}", $"found option '{name}', {NearestName.Expected(name, [.. Names])}"));
            }
            else if (setting.Change(options, value) is { } changed)
            {
                options = changed;
            }
            else
            {
                problems.Add(($"set.{name}", $"found '{value}', expected {setting.Expected}"));
            }
        }

        return problems.ToImmutable();
    }

    private static GeneratorOptions Injecting(
        GeneratorOptions options, Func<InjectionOptions, InjectionOptions> change) =>
        options with { Behaviors = new BehaviorOptions(), Injection = change(options.Injection ?? new()) };

    private static Setting Whole(Func<GeneratorOptions, int, GeneratorOptions> with) => new(
        "a whole number of 1 or more",
        (options, text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= 1
                ? with(options, value)
                : null);

    private static Setting Share(Func<GeneratorOptions, double, GeneratorOptions> with) =>
        Number(with, 1, "a share from 0 to 1");

    private static Setting Number(
        Func<GeneratorOptions, double, GeneratorOptions> with, double most = double.MaxValue,
        string expected = "a number of 0 or more") => new(
        expected,
        (options, text) =>
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
                && value <= most
                ? with(options, value)
                : null);

    private static Setting Length(Func<GeneratorOptions, TimeSpan, GeneratorOptions> with) => new(
        "a length of time with its unit, e.g. '20 min'",
        (options, text) => DurationText.TryParse(text, out TimeSpan value) ? with(options, value) : null);
}
