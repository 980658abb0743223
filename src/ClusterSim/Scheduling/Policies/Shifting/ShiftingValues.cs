using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Scheduling.Shifting;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies.Shifting;

/// <summary>The options that all shifting policies have: as texts, both ways.</summary>
internal static class ShiftingValues
{
    private const string MaxDelay = "max-delay", ShortMaxDelay = "max-delay-short", ShortLimit = "short";
    private const string Lengths = "lengths", Reserved = "reserved", Walltime = "walltime", Learned = "learned";

    public static ImmutableArray<PolicyOption> Options(string maxDelay, string shortMaxDelay, string source) =>
    [
        new(MaxDelay, maxDelay, "a positive length of time", "Longest time that a job may wait or be stopped in all.",
            source),
        new(ShortMaxDelay, shortMaxDelay, "a positive length of time", "The same for short jobs, where it is less.",
            source),
        new(ShortLimit, "2h", "a length of time, or 0",
            "Jobs that are expected to run less than this are short; by their walltime.", source),
        new(Lengths, Walltime, "walltime, learned, or SECONDS;SECONDS for short and long jobs",
            "How long a job is taken to be: its walltime, or the mean of the short or long jobs so far or as given.",
            "GAIA goes by the mean of a queue"),
        new(Reserved, "0", "a number of GPUs (of cores without GPUs), or 0",
            "Capacity that is paid for anyway: jobs do not wait while it is idle.", "GAIA's work-conserving variant"),
    ];

    public static ShiftingOptions Read(
        OptionValues values, Func<SignalViews, SignalView?> signal, string signalName)
    {
        LengthSource source = values.Text(Lengths) switch
        {
            Walltime => LengthSource.Walltime,
            Learned => LengthSource.Learned,
            _ => LengthSource.Given,
        };
        return new ShiftingOptions
        {
            Signal = signal,
            SignalName = signalName,
            MaxDelay = values.Length(MaxDelay),
            ShortMaxDelay = values.Length(ShortMaxDelay),
            ShortLimit = values.Length(ShortLimit, orZero: true),
            Lengths = source,
            GivenLengths = source == LengthSource.Given ? Given(values) : default,
            Reserved = (long)values.Number(Reserved, 0, int.MaxValue),
        };
    }

    /// <summary>A level in the unit of the signal, or a percentile as a share.</summary>
    public static (double? Level, double Quantile) Level(OptionValues values, string name)
    {
        string text = values.Text(name);
        bool percentile = text.StartsWith('p');
        bool good = double.TryParse(
            text.AsSpan(percentile ? 1 : 0), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && number >= 0 && number <= (percentile ? 100 : 1e6);
        if (!good)
        {
            Refuse(values, name, text, "grams of CO2e for each kWh, or p0 to p100 for a percentile");
        }

        return percentile ? (null, good ? number / 100 : 0) : (number, 0);
    }

    /// <summary>The policy that the option names; <c>null</c> when there is none, which is then told.</summary>
    public static ISchedulingPolicy? BaseOf(OptionValues values, string name)
    {
        try
        {
            return PolicyCatalog.Create(values.Text(name), values.ForBase);
        }
        catch (PolicyException problem)
        {
            values.Refuse(problem.Problems);
            return null;
        }
    }

    /// <summary>All options of the policy as they are recorded with a result.</summary>
    public static ImmutableSortedDictionary<string, string> Recorded(OptionValues values) =>
        values.All.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static (TimeSpan Short, TimeSpan Long) Given(OptionValues values)
    {
        ImmutableArray<double> seconds =
        [
            .. values.Text(Lengths).Split(';', StringSplitOptions.TrimEntries)
                .Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double s)
                    ? s : double.NaN),
        ];
        if (seconds.Length == 2 && seconds.All(length => length is > 0 and < 1e9))
        {
            return (SimTime.Length(seconds[0]), SimTime.Length(seconds[1]));
        }

        Refuse(values, Lengths, values.Text(Lengths), "walltime, learned, or SECONDS;SECONDS for short and long jobs");
        return default;
    }

    private static void Refuse(OptionValues values, string name, string found, string expected) => values.Refuse(
        [$"policy '{values.PolicyName}', option '{name}': found '{found}', expected {expected}."]);
}
