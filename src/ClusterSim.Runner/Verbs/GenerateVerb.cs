using System.CommandLine;
using System.Globalization;
using ClusterSim.Experiments;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Runner.Verbs;

/// <summary>Makes a synthetic workload with labelled behaviours.</summary>
internal static class GenerateVerb
{
    private static readonly Option<string> Preset = new("--preset")
    {
        Description = "Preset to start from: synthetic-small, synthetic-waste, synthetic-hpc, million.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "synthetic-small",
    };

    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "Option that differs from the preset, e.g. jobs=2000; docs/console.md lists them.",
        HelpName = "KEY=VALUE",
    };

    private static readonly Option<long?> Seed = Numbers.LongOption("--seed", "Seed; default: the preset's.", "S");

    private static readonly Option<string> Out = new("--out", "-o")
    {
        Description = "Trace to write, compressed when its name ends in .gz; labels go to NAME.labels.csv beside it.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<bool> Force = TraceOptions.Force();

    public static Command Create(Terminal terminal)
    {
        Verb verb = new(
            "generate",
            "Make a synthetic workload with labelled behaviours.",
            "clustersim generate --preset synthetic-waste --set jobs=2000 --seed 7 --out out/waste.csv")
        {
            Preset, Set, Seed, Out, Force,
        };
        verb.SetAction(parsed =>
        {
            GeneratorOptions options = Settings(parsed);
            Generate(options, parsed.GetRequiredValue(Out), parsed.GetValue(Force), terminal);
            return ExitCode.Good;
        });
        return verb;
    }

    private static GeneratorOptions Settings(ParseResult parsed)
    {
        try
        {
            return GeneratorSettings.Options(
                parsed.GetRequiredValue(Preset), KeyValues.Of(parsed.GetValue(Set) ?? []), parsed.GetValue(Seed));
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

    private static void Generate(GeneratorOptions options, string target, bool force, Terminal terminal)
    {
        string labels = Path.Combine(
            Path.GetDirectoryName(target) ?? "", ChoiceName.OfFile(target) + ".labels.csv");
        WholeFile.Check(target, force);
        WholeFile.Check(labels, force);
        GeneratedWorkload generated = WorkloadGenerator.Generate(options);
        WholeFile.Write(target, force, path => NormalForm.Write(generated.Workload, path));
        WholeFile.Write(labels, force, path =>
        {
            using StreamWriter writer = new(path);
            generated.WriteLabels(writer);
        });
        terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{target}: {generated.Workload.Jobs.Length} jobs, seed {options.Seed}"));
        terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{labels}: {generated.Labels.Length} jobs with a special behaviour"));
    }
}
