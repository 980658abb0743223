using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ClusterSim.Behavior.Detectors;
using ClusterSim.Behavior.Logs;
using ClusterSim.Behavior.Rules;
using ClusterSim.Experiments;

namespace ClusterSim.Runner.Verbs;

/// <summary>Finds rules in logs, events, runs and telemetry.</summary>
internal static class DetectVerb
{
    private static readonly Option<string> Rules = new("--rules")
    {
        Description = "CRE rule file, or a folder of them with its subfolders.",
        HelpName = "DIR_or_FILE",
    };

    private static readonly Option<string[]> Detectors = new("--detectors")
    {
        Description = "Over events: statistical detectors, separated by commas; 'list detectors' has them.",
        HelpName = "NAME,...",
    };

    private static readonly Argument<string[]> Files = new("files")
    {
        Description = "Logs, files of events, folders of runs, telemetry; .gz files are decompressed.",
        Arity = ArgumentArity.ZeroOrMore,
        HelpName = "FILE",
    };

    private static readonly Option<string> Sources = new("--sources")
    {
        Description = "Data-source document: which logs each rule reads, their time stamps and windows.",
        HelpName = "FILE",
    };

    private static readonly Option<string> Format = new("--format")
    {
        Description = "log, events, or a format of telemetry; default: recognised from the content.", HelpName = "NAME",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object for each hit." };

    private static readonly Option<bool> Summary = new("--summary")
    {
        Description = "Over events: one line for each rule, with the idle GPU-hours behind its hits.",
    };

    private static readonly Option<bool> Compat = new("--compat")
    {
        Description = "Reproduce the known defects of the community's own engine.",
    };

    private static readonly Option<string> Now = new("--now")
    {
        Description = "Date that decides the year of time stamps without one; default: today.", HelpName = "YYYY-MM-DD",
    };

    public static Command Create(Terminal terminal)
    {
        Verb verb = new(
            "detect",
            "Find CRE rules in logs, events, runs and telemetry: every rule reads every file, each file for itself.",
            "clustersim detect --rules rules/ nginx.log kubelet.log.gz",
            "clustersim detect --rules rules/low-memory.yaml --json app.log",
            "clustersim detect --detectors utilization-drop out/fifo",
            "clustersim detect --rules rules/ --sources sources.yaml",
            "clustersim detect --rules rules/ --summary pod_gpu_duty_cycle.tar.gz out/fifo")
        {
            Rules, Detectors, Files, Sources, Format, Json, Summary, Compat, Now,
        };
        verb.SetAction(parsed =>
        {
            ImmutableArray<DetectorOptions> detectors = [.. RunOptions.DetectorsOf(parsed.GetValue(Detectors))];
            DetectionRules rules = parsed.GetValue(Rules) is { } folder ? DetectionRules.Load(folder)
                : !detectors.IsEmpty ? DetectionRules.None
                : throw new UsageException("found neither --rules nor --detectors, expected at least one of them");
            foreach (string file in rules.OverLogs.FilesWithoutRules)
            {
                terminal.Notice($"{file} holds no rules");
            }

            DateTime now = NowOf(parsed.GetValue(Now));
            HashSet<string> told = [];
            string[] files = parsed.GetValue(Files) ?? [];
            string? sources = parsed.GetValue(Sources);
            if (files.Length == 0 && sources is null)
            {
                throw new UsageException("found no file, expected files to read, or --sources");
            }

            List<bool> good =
            [
                .. files.Select(path => IsGood(
                    () => Detect(path, rules, detectors, parsed, now, told, terminal), terminal)),
            ];
            if (sources is not null)
            {
                DetectSources.Run(
                    sources, rules.OverLogs, now, parsed.GetValue(Compat), parsed.GetValue(Json), terminal);
            }

            return good.All(fine => fine) ? ExitCode.Good : ExitCode.BadInput;
        });
        return verb;
    }

    private static DateTime NowOf(string? text)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return text is null ? TimeProvider.System.GetUtcNow().UtcDateTime
            : DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, Utc, out DateTime now) ? now
            : throw new UsageException($"found --now {text}, expected a date like 2026-11-21");
    }

    /// <summary>Every file is read, also after a bad one.</summary>
    private static bool IsGood(Action detect, Terminal terminal)
    {
        try
        {
            detect();
            return true;
        }
        catch (Exception error) when (!InputProblems.Of(error).IsDefault)
        {
            foreach (string problem in InputProblems.Of(error))
            {
                terminal.Error.WriteLine("error: " + problem);
            }

            return false;
        }
    }

    private static void Detect(
        string path, DetectionRules rules, ImmutableArray<DetectorOptions> detectors, ParseResult parsed, DateTime now,
        HashSet<string> told, Terminal terminal)
    {
        string? format = parsed.GetValue(Format);
        DetectOptions options = new(parsed.GetValue(Json), parsed.GetValue(Summary), detectors);
        foreach (DetectInput input in DetectInput.Of(path, format))
        {
            if (input.Kind == DetectInputKind.Log)
            {
                LogFile log = LogFile.Open(path, now);
                TellUnfit(rules.OverEvents, "over events do not apply to logs", told, terminal);
                DetectLogs.Run([log], rules.OverLogs, parsed.GetValue(Compat), options.Json, terminal);
            }
            else
            {
                TellUnfit(rules.OverLogs, "over logs do not apply to events", told, terminal);
                string? table = input.Kind == DetectInputKind.Telemetry ? format : null;
                DetectEvents.Run(input, table, rules.OverEvents, options, terminal);
            }
        }
    }

    private static void TellUnfit(RuleSet rules, string why, HashSet<string> told, Terminal terminal)
    {
        if (!rules.Rules.IsEmpty && told.Add(why))
        {
            ImmutableArray<CreRule> all = rules.Rules;
            string names = string.Join(", ", all.Select(rule => rule.CreId));
            terminal.Notice(string.Create(CultureInfo.InvariantCulture, $"{all.Length:N0} rules {why}: {names}"));
        }
    }
}
