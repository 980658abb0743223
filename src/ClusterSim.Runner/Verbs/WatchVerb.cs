using System.CommandLine;
using ClusterSim.Behavior;
using ClusterSim.Behavior.Rules;
using ClusterSim.Experiments;
using ClusterSim.Journals;
using ClusterSim.Platforms;

namespace ClusterSim.Runner.Verbs;

/// <summary>Follows a growing file of events and tells what rules find.</summary>
internal static class WatchVerb
{
    private static readonly Argument<string> Source = new("events")
    {
        Description = "File of events (JSON lines) that grows; - for the standard input.", HelpName = "EVENTS.jsonl",
    };

    private static readonly Option<string?> Rules = new("--rules")
    {
        Description = "CRE rule file or folder; default: the rules that come with the tool.", HelpName = "DIR_or_FILE",
    };

    private static readonly Option<string?> Platform = new("--platform")
    {
        Description = "Platform file or shorthand, for rules that ask about the cluster.", HelpName = "FILE",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object for each detection." };

    private static readonly Option<bool> Once = new("--once")
    {
        Description = "Stop at the end of what is there.",
    };

    private static readonly Option<string?> UntilIdle = new("--until-idle")
    {
        Description = "Stop when nothing has come for so long; default: go on until Ctrl-C.", HelpName = "LENGTH",
    };

    private static readonly Option<string> Clock = new("--clock")
    {
        Description = "What lets time pass: event (only events), or wall (also the clock of this machine).",
        DefaultValueFactory = _ => "event",
        HelpName = "event|wall",
    };

    public static Command Create(Terminal terminal)
    {
        Verb verb = new(
            "watch",
            "Follow a growing file of events; print detections and recommendations as they arise.",
            "clustersim watch /var/log/cluster/events.jsonl --rules rules/ --json",
            "clustersim watch out/first/fifo/events.jsonl --rules experiments/rules --once",
            "stream-events | clustersim watch - --rules experiments/rules --clock wall")
        {
            Source, Rules, Platform, Json, Once, UntilIdle, Clock,
        };
        verb.SetAction((parsed, cancel) => Task.Run(() => Watch(parsed, terminal, cancel), CancellationToken.None));
        return verb;
    }

    private static int Watch(ParseResult parsed, Terminal terminal, CancellationToken cancel)
    {
        string source = parsed.GetRequiredValue(Source);
        RuleSet rules = CreRules.Load(RuleLibrary.PathOf(parsed.GetValue(Rules) ?? RuleLibrary.GpuClusters));
        Platform? platform = parsed.GetValue(Platform) is { } name ? Platforms.Platform.Load(name) : null;
        WatchPace pace = new(parsed.GetValue(Once), LengthOf(parsed.GetValue(UntilIdle)), IsWall(parsed));
        Stream content = source == "-" ? new PolledStream(Console.OpenStandardInput()) : FileOf(source, pace, terminal);
        EventReaderOptions options = new()
        {
            SkipDamagedLines = true, Nodes = platform is null ? [] : [.. platform.Nodes.Select(node => node.Name)],
        };
        using EventReader reader = EventReader.Of(content, source, options);
        RuleMonitor monitor = new([rules], reader.Jobs, platform, reader.TextOf);
        WatchOutput output = new(terminal, parsed.GetValue(Json));
        StreamWatch watch = new(reader, monitor, output.Write);
        pace.Follow(watch, reader, content, cancel);
        WatchOutput.Notice(terminal, source, reader, monitor, (content as FollowedFileStream)?.Replacements ?? 0);
        return ExitCode.Good;
    }

    private static bool IsWall(ParseResult parsed) => parsed.GetRequiredValue(Clock) switch
    {
        "event" => false,
        "wall" => true,
        string other => throw new UsageException($"found --clock {other}, expected event or wall"),
    };

    private static TimeSpan? LengthOf(string? text) => text is null ? null
        : DurationText.TryParse(text, out TimeSpan length) && length > TimeSpan.Zero ? length
        : throw new UsageException($"found --until-idle {text}, expected a length of time with its unit, e.g. 30s");

    private static FollowedFileStream FileOf(string path, WatchPace pace, Terminal terminal)
    {
        if (!File.Exists(path))
        {
            if (pace.Once)
            {
                throw new FileNotFoundException($"{path}: found no such file, expected a file of events.");
            }

            terminal.Notice($"{path}: found no such file yet, waiting for it");
        }

        return new FollowedFileStream(path);
    }
}
