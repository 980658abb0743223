using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClusterSim.Behavior.Logs;
using ClusterSim.Behavior.Rules;

namespace ClusterSim.Runner.Verbs;

/// <summary>Finds rules in logs.</summary>
internal static class DetectVerb
{
    private static readonly Option<string> Rules = new("--rules")
    {
        Description = "CRE rule file, or a folder of them with its subfolders.",
        Required = true,
        HelpName = "DIR_or_FILE",
    };

    private static readonly Argument<string[]> Files = new("files")
    {
        Description = "Log files; .gz files are decompressed.", Arity = ArgumentArity.OneOrMore, HelpName = "FILE",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object for each hit." };

    private static readonly Option<bool> Compat = new("--compat")
    {
        Description = "Reproduce the known defects of the community's own engine.",
    };

    private static readonly Option<string> Now = new("--now")
    {
        Description = "Date that decides the year of time stamps without one; default: today.", HelpName = "YYYY-MM-DD",
    };

    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create(Terminal terminal)
    {
        Verb verb = new(
            "detect",
            "Find CRE rules in logs: every rule reads every file, each file for itself.",
            "clustersim detect --rules rules/ nginx.log kubelet.log.gz",
            "clustersim detect --rules rules/low-memory.yaml --json app.log")
        {
            Rules, Files, Json, Compat, Now,
        };
        verb.SetAction(parsed =>
        {
            RuleSet rules = CreRules.LoadForLogs(parsed.GetRequiredValue(Rules));
            foreach (string file in rules.FilesWithoutRules)
            {
                terminal.Notice($"{file} holds no rules");
            }

            DateTime now = NowOf(parsed.GetValue(Now));
            LogFile[] logs = [.. parsed.GetRequiredValue(Files).Select(path => LogFile.Open(path, now))];
            foreach (LogFile log in logs)
            {
                Detect(log, rules, parsed.GetValue(Compat), parsed.GetValue(Json), terminal);
            }

            return ExitCode.Good;
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

    private static void Detect(LogFile log, RuleSet rules, bool compat, bool json, Terminal terminal)
    {
        LogDetector detector = new(rules, compat);
        List<LogHit> hits = [];
        long found = 0, read = 0;
        foreach (LogEntry entry in log.Entries())
        {
            read++;
            detector.Observe(entry, hits);
            found += Write(log, hits, json, terminal);
        }

        detector.End(hits);
        found += Write(log, hits, json, terminal);
        if (!json)
        {
            terminal.Out.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{log.Path}: {found:N0} hits in {read:N0} entries"));
        }

        const string Unread = "lines belong to no entry (no time stamp, or no valid UTF-8)",
            Late = "entries are older than one before them; only rules of one term see them";
        Tell(log.Path, log.LeftOut, Unread, terminal);
        Tell(log.Path, detector.LateEntries, Late, terminal);
    }

    private static void Tell(string path, long count, string what, Terminal terminal)
    {
        if (count > 0)
        {
            terminal.Notice(string.Create(CultureInfo.InvariantCulture, $"{path}: {count:N0} {what}"));
        }
    }

    private static int Write(LogFile log, List<LogHit> hits, bool json, Terminal terminal)
    {
        foreach (LogHit hit in hits)
        {
            terminal.Out.WriteLine(json ? JsonOf(log, hit) : TextOf(log, hit));
        }

        int count = hits.Count;
        hits.Clear();
        return count;
    }

    private static string JsonOf(LogFile log, LogHit hit) => JsonSerializer.Serialize(
        new
        {
            File = log.Path,
            hit.Rule.CreId,
            hit.Rule.RuleId,
            Time = TimeOf(hit.Nanoseconds),
            TimestampNs = hit.Nanoseconds,
            hit.Rule.Severity,
            hit.Rule.Title,
            EntriesRead = hit.EntriesRead,
            AtEnd = hit.AtEnd,
            EntryNumbers = hit.Entries.Select(entry => entry.Number),
            EntryTimestampsNs = hit.Entries.Select(entry => entry.Nanoseconds),
            Entries = hit.Entries.Select(entry => entry.Text),
        },
        Layout);

    private static string TextOf(LogFile log, LogHit hit) =>
        $"{log.Path}: {TimeOf(hit.Nanoseconds)} {hit.Rule.CreId} {hit.Rule.Title} "
        + $"(entries {string.Join(", ", hit.Entries.Select(entry => entry.Number))})";

    // All nine digits, which a DateTime does not hold.
    private static string TimeOf(long nanoseconds)
    {
        DateTime second = DateTime.UnixEpoch.AddTicks(nanoseconds / 1_000_000_000 * TimeSpan.TicksPerSecond);
        return string.Create(
            CultureInfo.InvariantCulture, $"{second:yyyy-MM-dd'T'HH:mm:ss}.{nanoseconds % 1_000_000_000:000000000}Z");
    }
}
