using System.CommandLine;
using System.Globalization;
using ClusterSim.Experiments;
using ClusterSim.Experiments.Tuning;

namespace ClusterSim.Runner.Verbs;

/// <summary>The options of <c>tune</c> and what they mean together.</summary>
internal static class TuneOptions
{
    public static readonly Option<string> Out = new("--out", "-o")
    {
        Description = "Folder for the results; a search in it that was stopped goes on.", Required = true,
        HelpName = "DIR",
    };

    public static readonly Option<int?> Trials =
        Numbers.Option("--trials", "Weight vectors to try; default 40.", "N");

    public static readonly Option<long?> Seed =
        Numbers.LongOption("--seed", "Seed of search and runs; default 1.", "S");

    public static readonly Option<int?> Network = Numbers.Option(
        "--network", "Updates of a policy-gradient scheduler that is trained, too; default: none is.", "N");

    public static readonly Option<int?> Regimes = Numbers.Option(
        "--regimes", "Vectors of weights among which a learned choice follows the regime; default: none is made.", "K");

    private static readonly Argument<string?> Experiment = new("experiment")
    {
        Description = "Experiment file (YAML) with one trace and one platform; in place of --trace and --platform.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "EXPERIMENT.yaml",
    };

    private static readonly Option<string> TraceFile = new("--trace")
    {
        Description = "Trace file; its extension may be left out.", HelpName = "FILE",
    };

    private static readonly Option<string> Format = TraceOptions.Format();

    private static readonly Option<string> Platform = new("--platform")
    {
        Description = "Platform file or shorthand (cores:240, gpus:15x4).", HelpName = "FILE",
    };

    private static readonly Option<string[]> Filter = TraceOptions.Filter();

    private static readonly Option<string> Estimates = new("--estimates")
    {
        Description = "Run time estimates: user, exact, or with a factor (exact:2); default: what the trace has.",
        HelpName = "SOURCE",
    };

    private static readonly Option<string> Metric = new("--metric")
    {
        Description = "Metric to improve, as in docs/metrics.md; default mean_bounded_slowdown.", HelpName = "NAME",
    };

    private static readonly Option<string[]> Constraint = new("--constraint")
    {
        Description = "Bound to keep in every training window, e.g. 'max_total_wait_seconds<=604800'.",
        HelpName = "METRIC<=NUMBER",
    };

    private static readonly Option<int?> Windows =
        Numbers.Option("--windows", "Windows of equally many jobs that the trace is cut into; default 20.", "N");

    private static readonly Option<string> Train = new("--train")
    {
        Description = "Share of the windows, the first ones, that are for training; default 50%.", HelpName = "SHARE",
    };

    private static readonly Option<string> Margin = new("--margin")
    {
        Description = "How much worse still counts as not inferior; default 5%.", HelpName = "SHARE",
    };

    public static void AddTo(Command verb)
    {
        verb.Add(Experiment);
        foreach (Option option in (Option[])[TraceFile, Format, Platform, Filter, Estimates, Metric, Constraint,
            Windows, Train, Margin, Trials, Network, Regimes, Seed, Out])
        {
            verb.Add(option);
        }
    }

    /// <summary>The trace and the platform, and a policy that does not count.</summary>
    public static ExperimentSpec Spec(ParseResult parsed)
    {
        string? file = parsed.GetValue(Experiment), trace = parsed.GetValue(TraceFile);
        if ((file is null) == (trace is null))
        {
            throw new UsageException("expected either an experiment file or --trace");
        }

        return file is not null ? ExperimentSpec.Load(file) : new QuickExperiment
        {
            Trace = trace!,
            Format = parsed.GetValue(Format),
            Platform = parsed.GetValue(Platform) ?? throw new UsageException("found no --platform, expected one"),
            Policies = ["sjf+easy"],
            Seed = parsed.GetValue(Seed) ?? 1,
            Estimates = parsed.GetValue(Estimates),
            Filters = [.. parsed.GetValue(Filter) ?? []],
        }.ToSpec();
    }

    /// <summary>What is tuned for.</summary>
    public static TuningOptions Of(ParseResult parsed)
    {
        TuningOptions standard = new();
        return standard with
        {
            Metric = parsed.GetValue(Metric) ?? standard.Metric,
            Constraints = [.. (parsed.GetValue(Constraint) ?? []).Select(TuningConstraint.Parse)],
            Windows = parsed.GetValue(Windows) ?? standard.Windows,
            TrainingShare = Share(parsed, Train, standard.TrainingShare),
            Margin = Share(parsed, Margin, standard.Margin),
        };
    }

    private static double Share(ParseResult parsed, Option<string> option, double standard)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return standard;
        }

        bool percent = text.EndsWith('%');
        return double.TryParse(
                percent ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out double number)
            && number > 0 && number < (percent ? 100 : 1)
            ? percent ? number / 100 : number
            : throw new UsageException($"{option.Name}: found '{text}', expected a share such as 50% or 0.5");
    }
}
