using System.CommandLine;
using System.Globalization;
using ClusterSim.Behavior.Detectors;
using ClusterSim.Experiments;
using ClusterSim.Reports;
using ClusterSim.Traces;

namespace ClusterSim.Runner.Verbs;

/// <summary>The options of <c>run</c> and what they mean together.</summary>
internal static class RunOptions
{
    public static readonly Option<string> Out = new("--out", "-o")
    {
        Description = "Folder for the results; an earlier run in it is continued.", Required = true, HelpName = "DIR",
    };

    public static readonly Option<int?> Threads =
        Numbers.Option("--threads", "Scenarios that run at once; default: all cores.", "N");

    private static readonly Option<string> TraceFile = new("--trace")
    {
        Description = "Trace file; its extension may be left out.", HelpName = "FILE",
    };

    private static readonly Option<string> Format = new("--format")
    {
        Description = "Trace format; default: recognised from the content.", HelpName = "NAME",
    };

    private static readonly Option<string> Platform = new("--platform")
    {
        Description = "Platform file or shorthand (cores:240, gpus:15x4); default: the machine that the trace names.",
        HelpName = "FILE",
    };

    private static readonly Option<string[]> Policy = new("--policy")
    {
        Description = "Policies, separated by commas; the first is the baseline.", HelpName = "NAME,...",
    };

    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "Policy option, for all policies that have it or for one.", HelpName = "[POLICY.]KEY=VALUE",
    };

    private static readonly Option<long?> Seed =
        Numbers.LongOption("--seed", "Seed of all random streams; default 1.", "S");

    private static readonly Option<string[]> Rules = new("--rules")
    {
        Description = "Rule file or folder that watches the run.", HelpName = "FILE",
    };

    private static readonly Option<string[]> Detectors = new("--detectors")
    {
        Description = "Statistical detectors that watch the run, separated by commas; 'list detectors' has them.",
        HelpName = "NAME,...",
    };

    private static readonly Option<string> Estimates = new("--estimates")
    {
        Description = "Run time estimates: user, exact, or with a factor (exact:2); default: what the trace has.",
        HelpName = "SOURCE",
    };

    private static readonly Option<string[]> Filter = TraceOptions.Filter();

    private static readonly Option<string[]> Simulation = new("--option")
    {
        Description = "Simulation option with the key that it has in an experiment file, e.g. overheads.restore=62s.",
        HelpName = "KEY=VALUE",
    };

    private static readonly Option<string> Carbon = new("--carbon")
    {
        Description = "Average carbon intensity: a file, a name such as solar-grid, or a number of gCO2e/kWh.",
        HelpName = "FILE|NAME",
    };

    private static readonly Option<string> CarbonStart = new("--carbon-start")
    {
        Description = "Civil time at which the trace begins, e.g. 2020-01-01T00:00:00Z; default: the file's first.",
        HelpName = "INSTANT",
    };

    private static readonly Option<string> EnergyPrice = new("--energy-price")
    {
        Description = "Price of electricity: a file, or a number for each kWh.", HelpName = "FILE",
    };

    private static readonly Option<string> Forecast = new("--forecast")
    {
        Description = "What policies know of the future: last-day, last-week, persistence, perfect, noisy 5%.",
        HelpName = "KIND",
    };

    private static readonly Option<string> Prices = new("--prices")
    {
        Description = "Price list: a file, or a name such as cloud-2023; default: the prices of the platform.",
        HelpName = "FILE|NAME",
    };

    private static readonly Option<string> WarmUp = new("--warm-up")
    {
        Description = "Share (10%) or length (2d) at the beginning of the submissions that is simulated, not measured.",
        HelpName = "SHARE|LENGTH",
    };

    private static readonly Option<string> CoolDown = new("--cool-down")
    {
        Description = "The same at the end of the submissions.", HelpName = "SHARE|LENGTH",
    };

    private static readonly Option<string?> Tables = new("--tables")
    {
        Description = "Form of the result tables; default: csv, and the jobs as parquet, too.",
        HelpName = "csv|parquet|both",
    };

    private static readonly Option<bool> Events = new("--events")
    {
        Description = "Write every event of the run, too: events.jsonl and events.parquet, or what --tables says.",
    };

    private static readonly Option<string?> Sample = new("--sample")
    {
        Description = "Time between samples of the running jobs, for --events and --rules; default: none are taken.",
        HelpName = "LENGTH",
    };

    private static readonly Option[] Quick =
        [TraceFile, Format, Platform, Policy, Set, Seed, Rules, Detectors, Estimates, Filter, WarmUp, CoolDown,
        Simulation, Carbon, CarbonStart, EnergyPrice, Forecast, Prices];

    public static void AddTo(Command verb)
    {
        foreach (Option option in (Option[])[.. Quick, Tables, Events, Sample, Out, Threads])
        {
            verb.Add(option);
        }
    }

    /// <summary>The experiment that the command line describes.</summary>
    public static ExperimentSpec Spec(ParseResult parsed, string? experiment, Terminal terminal)
    {
        ExperimentSpec spec = InputsOf(parsed, experiment, terminal);
        return (parsed.GetValue(Sample) is { } interval ? spec.SampledEvery(interval) : spec) with
        {
            Tables = parsed.GetValue(Tables) is { } form ? TablesOf(form) : spec.Tables,
            Outputs = spec.Outputs | (parsed.GetValue(Events) ? ScenarioOutputs.Events : ScenarioOutputs.None),
        };
    }

    private static ResultTables TablesOf(string form) => form switch
    {
        "csv" => ResultTables.Csv,
        "parquet" => ResultTables.Parquet,
        "both" => ResultTables.Both,
        _ => throw new UsageException($"found --tables {form}, expected csv, parquet or both"),
    };

    private static ExperimentSpec InputsOf(ParseResult parsed, string? experiment, Terminal terminal)
    {
        Option[] given = [.. Quick.Where(option => parsed.GetResult(option) is { Implicit: false })];
        if (experiment is not null)
        {
            return given.Length == 0
                ? ExperimentSpec.Load(experiment)
                : throw new UsageException($"found an experiment file and {given[0].Name}, expected one of them");
        }

        string trace = parsed.GetValue(TraceFile)
            ?? throw new UsageException("found neither an experiment file nor --trace, expected one of them");
        return new QuickExperiment
        {
            Trace = trace,
            Format = parsed.GetValue(Format),
            Platform = parsed.GetValue(Platform) ?? MachineOf(trace, parsed.GetValue(Format), terminal),
            Policies = [.. Names(parsed.GetValue(Policy))],
            Settings = [.. parsed.GetValue(Set) ?? []],
            Seed = parsed.GetValue(Seed) ?? 1,
            Rules = [.. parsed.GetValue(Rules) ?? []],
            Detectors = [.. (parsed.GetValue(Detectors) ?? []).SelectMany(Split)],
            Estimates = parsed.GetValue(Estimates),
            Filters = [.. parsed.GetValue(Filter) ?? []],
            WarmUp = parsed.GetValue(WarmUp),
            CoolDown = parsed.GetValue(CoolDown),
            Options = [.. parsed.GetValue(Simulation) ?? [], .. Signals(parsed)],
            Prices = parsed.GetValue(Prices),
        }.ToSpec();
    }

    private static IEnumerable<string> Signals(ParseResult parsed)
    {
        (string Key, Option<string> Option)[] options =
        [
            ("carbon", Carbon), ("start", CarbonStart), ("energy_price", EnergyPrice), ("forecast", Forecast),
        ];
        return options.Where(one => parsed.GetValue(one.Option) is not null)
            .Select(one => $"signals.{one.Key}={parsed.GetValue(one.Option)}");
    }

    private static string[] Names(string[]? policies)
    {
        string[] names = [.. (policies ?? []).SelectMany(Split)];
        return names.Length > 0 ? names : throw new UsageException("found no --policy, expected at least one policy");
    }

    /// <summary>The detectors that a command line names.</summary>
    internal static IEnumerable<DetectorOptions> DetectorsOf(string[]? lists)
    {
        string[] known = [.. DetectorCatalog.All.Select(entry => entry.Key)];
        foreach (string name in (lists ?? []).SelectMany(Split))
        {
            yield return known.Contains(name)
                ? DetectorCatalog.Create(name)
                : throw new UsageException(
                    $"--detectors: found '{name}', expected one of {string.Join(", ", known)}");
        }
    }

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries);

    private static string MachineOf(string trace, string? format, Terminal terminal)
    {
        MachineHint machine = Trace.Open(trace, format).Machine
            ?? throw new UsageException("found no --platform, expected one: the trace names no machine");
        terminal.Notice(string.Create(
            CultureInfo.InvariantCulture, $"platform {machine.Shorthand}, as the trace says ({machine.Source})"));
        return machine.Shorthand;
    }
}
