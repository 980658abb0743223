using System.CommandLine;
using System.Globalization;
using ClusterSim.Experiments;
using ClusterSim.Signals;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Runner.Verbs;

/// <summary>Makes a synthetic workload with labelled behaviours.</summary>
internal static class GenerateVerb
{
    private static readonly Option<string> Preset = new("--preset")
    {
        Description = "Preset to start from: " + string.Join(", ", GeneratorSettings.Presets)
            + "; default: synthetic-small.",
        HelpName = "NAME",
    };

    private static readonly Option<string> Like = new("--like")
    {
        Description = "Trace to fit the mix to, in place of a preset.", HelpName = "TRACE",
    };

    private static readonly Option<string> Format = TraceOptions.Format();

    private static readonly Option<string[]> Filter = TraceOptions.Filter();

    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "Option that differs from the preset, e.g. jobs=2000; docs/console.md lists them.",
        HelpName = "KEY=VALUE",
    };

    private static readonly Option<string> Behaviors = new("--behaviors")
    {
        Description = "Behaviours to inject at known places and their shares, e.g. idle-tail=0.05,retry-loop=0.02 or "
            + "all=0.02; docs/detection-quality.md lists them. The same as --set behaviors=...",
        HelpName = "LIST",
    };

    private static readonly Option<string> Made = new("--signal")
    {
        Description = "Make an hourly signal in place of a workload: "
            + string.Join(", ", SyntheticSignal.Presets) + ".",
        HelpName = "NAME",
    };

    private static readonly Option<int?> Days = Numbers.Option("--days", "Length of a signal; default: 60.", "N");

    private static readonly Option<long?> Seed = Numbers.LongOption("--seed", "Seed; default: the preset's.", "S");

    private static readonly Option<string> Out = new("--out", "-o")
    {
        Description = "Trace to write, compressed when its name ends in .gz, in SWF when it ends in .swf; labels go to "
            + "NAME.labels.csv beside it.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<bool> Force = TraceOptions.Force();

    public static Command Create(Terminal terminal)
    {
        Verb verb = new(
            "generate",
            "Make a synthetic workload with labelled behaviours.",
            "clustersim generate --preset synthetic-waste --set jobs=2000 --seed 7 --out out/waste.csv",
            "clustersim generate --behaviors all=0.02 --seed 7 --out out/labelled.csv",
            "clustersim generate --like log.swf.gz --seed 2 --out out/like.swf",
            "clustersim generate --signal solar --days 60 --out out/solar.csv")
        {
            Preset, Like, Made, Days, Format, Filter, Behaviors, Set, Seed, Out, Force,
        };
        verb.SetAction(parsed =>
        {
            if (parsed.GetValue(Made) is { } signal)
            {
                GenerateSignal(signal, parsed, terminal);
                return ExitCode.Good;
            }

            if (parsed.GetValue(Like) is { } like)
            {
                GenerateLike(like, parsed, terminal);
                return ExitCode.Good;
            }

            if (parsed.GetValue(Format) is not null || parsed.GetValue(Filter) is { Length: > 0 })
            {
                throw new UsageException("found --format or --filter without --like, expected a trace to fit");
            }

            GeneratorOptions options = Settings(parsed);
            Generate(options, parsed.GetRequiredValue(Out), parsed.GetValue(Force), terminal);
            return ExitCode.Good;
        });
        return verb;
    }

    private static GeneratorOptions Settings(ParseResult parsed)
    {
        Dictionary<string, string> set = KeyValues.Of(parsed.GetValue(Set) ?? []);
        if (parsed.GetValue(Behaviors) is { } behaviors && !set.TryAdd("behaviors", behaviors))
        {
            throw new UsageException("found --behaviors and --set behaviors, expected one of them");
        }

        try
        {
            return GeneratorSettings.Options(
                parsed.GetValue(Preset) ?? "synthetic-small", set, parsed.GetValue(Seed));
        }
        catch (ExperimentException error)
        {
            // Who typed options on a command line should read about those and not about keys of a file.
            throw new ExperimentException(
            [
                .. error.Problems.Select(problem => problem with
                {
                    Path = problem.Path == "generate" ? "--preset"
                        : problem.Path.Replace("set.", "--set ", StringComparison.Ordinal),
                }),
            ]);
        }
    }

    private static void GenerateSignal(string preset, ParseResult parsed, Terminal terminal)
    {
        Option[] others = [Preset, Like, Format, Filter, Behaviors, Set];
        if (others.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } other)
        {
            throw new UsageException($"found --signal and {other.Name}, expected one of them");
        }

        if (!SyntheticSignal.Presets.Contains(preset))
        {
            throw new UsageException(
                $"--signal: found '{preset}', expected one of {string.Join(", ", SyntheticSignal.Presets)}");
        }

        (int days, long seed) = (parsed.GetValue(Days) ?? 60, parsed.GetValue(Seed) ?? 1);
        string target = parsed.GetRequiredValue(Out);
        Signal signal = SyntheticSignal.Generate(preset, days, seed);
        WholeFile.Check(target, parsed.GetValue(Force));
        WholeFile.Write(target, parsed.GetValue(Force), path =>
        {
            using StreamWriter writer = new(path);
            SyntheticSignal.Write(signal, writer);
        });
        terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{target}: {days} days, mean {signal.Mean:0.####} {signal.Unit}, seed {seed}"));
    }

    private static void GenerateLike(string like, ParseResult parsed, Terminal terminal)
    {
        Dictionary<string, string> set = KeyValues.Of(parsed.GetValue(Set) ?? []);
        string? wrong = set.Keys.FirstOrDefault(key => key != "jobs");
        if (parsed.GetValue(Preset) is not null || parsed.GetValue(Behaviors) is not null || wrong is not null)
        {
            throw new UsageException(wrong is null
                ? "found --like and --preset or --behaviors, expected one of them"
                : $"found --set {wrong} with --like, expected no option but jobs: the mix is that of the trace");
        }

        Workload original = TraceOptions.Filtered(
            Trace.Open(like, parsed.GetValue(Format)).ToWorkload(), parsed.GetValue(Filter), null);
        WorkloadModel model = WorkloadModel.FitTo(original);
        int jobs = model.Jobs;
        if (set.TryGetValue("jobs", out string? text)
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out jobs) && jobs > 0))
        {
            throw new UsageException($"--set jobs: found '{text}', expected a whole number of 1 or more");
        }

        long seed = parsed.GetValue(Seed) ?? 1;
        string target = parsed.GetRequiredValue(Out);
        Workload made = model.Generate(jobs, seed);
        TraceFile.Write(made, target, parsed.GetValue(Force), terminal);
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target}: {jobs} jobs, seed {seed}"));
        foreach (MarginalTest test in MarginalTest.Of(original, made))
        {
            terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {test.Marginal}: Kolmogorov-Smirnov D {test.Result.Distance:0.0000}, "
                    + $"p {test.Result.PValue:0.000}"));
        }
    }

    private static void Generate(GeneratorOptions options, string target, bool force, Terminal terminal)
    {
        string labels = Path.Combine(
            Path.GetDirectoryName(target) ?? "", ChoiceName.OfFile(target) + ".labels.csv");
        WholeFile.Check(target, force);
        WholeFile.Check(labels, force);
        GeneratedWorkload generated = WorkloadGenerator.Generate(options);
        TraceFile.Write(generated.Workload, target, force, terminal);
        WholeFile.Write(labels, force, path =>
        {
            using StreamWriter writer = new(path);
            generated.WriteLabels(writer);
        });
        terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{target}: {generated.Workload.Jobs.Length} jobs, seed {options.Seed}"));
        terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{labels}: {Labelled(generated)} jobs with a special behaviour"));
    }

    private static int Labelled(GeneratedWorkload generated) => generated.Labels.Length
        + generated.Behaviors.Select(label => label.JobId).Distinct(StringComparer.Ordinal).Count();
}
