using System.CommandLine;
using System.Globalization;
using ClusterSim.Behavior.Mining;
using ClusterSim.Experiments;
using ClusterSim.Journals;

namespace ClusterSim.Runner.Verbs;

/// <summary>Finds candidate rules in streams of events.</summary>
internal static class MineVerb
{
    private static readonly Argument<string[]> Files = new("files")
    {
        Description = "Event files (JSON lines, .gz or Parquet), or folders of runs that hold one.",
        Arity = ArgumentArity.OneOrMore,
        HelpName = "EVENTS_or_RUN",
    };

    private static readonly Option<int?> MinSupport =
        Numbers.Option("--min-support", "Jobs with the outcome that an episode must precede; default 10.", "N");

    private static readonly Option<string> Window = new("--window")
    {
        Description = "Longest time from the first to the last event of an episode; default 1h.", HelpName = "LENGTH",
    };

    private static readonly Option<string> Key = new("--key")
    {
        Description = "Whose events an episode is made of: job, user or node; default job.", HelpName = "KEY",
    };

    private static readonly Option<string> Out = new("--out", "-o")
    {
        Description = "Folder for the rules, one file each; default: they are only listed.", HelpName = "DIR",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object for each rule." };

    private static readonly Option<bool> Force = TraceOptions.Force();

    public static Command Create(Terminal terminal)
    {
        Verb verb = new(
            "mine",
            "Find episodes that precede failures, evictions and idle GPUs: candidate rules, each file for itself.",
            "clustersim mine out/first/fifo/events.jsonl --window 2h",
            "clustersim mine out/first/fifo --key user --min-support 20 --out out/mined")
        {
            Files, MinSupport, Window, Key, Out, Json, Force,
        };
        verb.SetAction(parsed =>
        {
            RuleMiningOptions options = OptionsOf(parsed);
            foreach (string path in parsed.GetRequiredValue(Files))
            {
                string file = EventFiles.Of(path);
                RuleMiningResult mined = Mine(file, options, terminal);
                Write(file, mined, parsed, terminal);
            }

            return ExitCode.Good;
        });
        return verb;
    }

    private static RuleMiningOptions OptionsOf(ParseResult parsed)
    {
        RuleMiningOptions options = new();
        string window = parsed.GetValue(Window) ?? "1h", key = parsed.GetValue(Key) ?? "job";
        return options with
        {
            MinSupport = parsed.GetValue(MinSupport) ?? options.MinSupport,
            Window = DurationText.TryParse(window, out TimeSpan length) && length > TimeSpan.Zero
                ? length
                : throw new UsageException($"--window: found '{window}', expected a length above zero, e.g. 90m"),
            Key = key switch
            {
                "job" => MiningKey.Job,
                "user" => MiningKey.User,
                "node" => MiningKey.Node,
                _ => throw new UsageException($"--key: found '{key}', expected job, user or node"),
            },
        };
    }

    private static RuleMiningResult Mine(string file, RuleMiningOptions options, Terminal terminal)
    {
        using EventReader reader = EventReader.Open(file);
        RuleMiner miner = new(reader.Jobs, options);
        reader.Replay(miner);
        EventReaderReport report = reader.Report;
        Tell(file, report.LateEvents, "events are older than one before them and count as of its time", terminal);
        return miner.Mine();
    }

    private static void Tell(string file, long count, string what, Terminal terminal)
    {
        if (count > 0)
        {
            terminal.Notice(string.Create(CultureInfo.InvariantCulture, $"{file}: {count:N0} {what}"));
        }
    }

    private static void Write(string file, RuleMiningResult mined, ParseResult parsed, Terminal terminal)
    {
        foreach (MinedRule rule in mined.Rules)
        {
            terminal.Out.WriteLine(parsed.GetValue(Json) ? JsonOf(file, rule) : TextOf(rule));
            if (parsed.GetValue(Out) is { } folder)
            {
                Directory.CreateDirectory(folder);
                string name = MinedRules.IdOf(rule).ToLowerInvariant() + ".yaml";
                WholeFile.Write(
                    Path.Combine(folder, name), parsed.GetValue(Force),
                    path => File.WriteAllText(path, MinedRules.ToYaml(rule)));
            }
        }

        if (!parsed.GetValue(Json))
        {
            terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{file}: {mined.Rules.Length} rules of {mined.Candidates} candidates; {mined.Events:N0} events, "
                    + $"mined on {mined.MinedJobs:N0} jobs, judged on {mined.JudgedJobs:N0}, "
                    + $"{mined.StraddlingJobs:N0} in neither part"));
        }
    }

    private static string TextOf(MinedRule rule) => string.Create(
        CultureInfo.InvariantCulture,
        $"{MinedRules.IdOf(rule)}: {MinedRules.TextOf(rule)} precedes {MinedRules.NameOf(rule.Outcome)}"
            + $" (support {rule.Judged.Both}, confidence {rule.Judged.Confidence:0.000}, lift {rule.Judged.Lift:0.00},"
            + $" recall {rule.Judged.Recall:0.000}, adjusted p {MinedRules.ChanceOf(rule.AdjustedPValue)})");

    private static string JsonOf(string file, MinedRule rule) => JsonLine.Of(
        new
        {
            File = file,
            CreId = MinedRules.IdOf(rule),
            Outcome = MinedRules.NameOf(rule.Outcome),
            Key = rule.Key.ToString().ToLowerInvariant(),
            rule.Terms,
            rule.Together,
            WindowSeconds = rule.Window.TotalSeconds,
            Support = rule.Judged.Both,
            JobsWithEpisode = rule.Judged.Episode,
            JobsWithOutcome = rule.Judged.Outcome,
            Jobs = rule.Judged.Jobs,
            rule.Judged.Confidence,
            rule.Judged.Lift,
            rule.Judged.Recall,
            rule.PValue,
            rule.AdjustedPValue,
            rule.Users,
            Examples = rule.Examples.Select(example => new
            {
                example.JobId, EpisodeEnd = example.EpisodeEnd.Seconds, Outcome = example.Outcome.Seconds,
            }),
        });
}
