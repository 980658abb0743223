using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Behavior.Logs;
using ClusterSim.Behavior.Rules;

namespace ClusterSim.Runner.Verbs;

/// <summary>Finds rules in a log.</summary>
internal static class DetectLogs
{
    private const string Late = "entries are older than one before them; only rules of one term see them";

    /// <summary>Judges the logs of one source one after the other, as one stream of entries.</summary>
    public static void Run(
        ImmutableArray<LogFile> logs, RuleSet rules, bool compat, bool json, Terminal terminal)
    {
        LogDetector detector = new(rules, compat);
        foreach (LogFile log in logs)
        {
            long late = detector.LateEntries;
            Read(log, detector, last: log == logs[^1], json, terminal);
            TellLeftOut(log, terminal);
            terminal.NoticeAny(log.Path, detector.LateEntries - late, Late);
        }
    }

    /// <summary>Tells what of a log no rule saw when it was read.</summary>
    public static void TellLeftOut(LogFile log, Terminal terminal)
    {
        terminal.NoticeAny(log.Path, log.LeftOut, "lines belong to no entry (no time stamp, or no valid UTF-8)");
        terminal.NoticeAny(
            log.Path, log.TooLate, "entries came later than the window of their source; no rule sees them");
    }

    /// <summary>Judges the logs of several sources as one stream in order of time.</summary>
    public static void RunTogether(
        string document, IReadOnlyList<(string Type, ImmutableArray<LogFile> Logs)> sources, RuleSet rules, bool compat,
        bool json, Terminal terminal)
    {
        LogDetector detector = new(rules, compat);
        List<LogHit> hits = [];
        long found = 0, read = 0;
        foreach (LogEntry entry in LogMerge.Of(
                     [.. sources.SelectMany(source => source.Logs.Select(log => (source.Type, log.Entries())))]))
        {
            read++;
            detector.Observe(entry, hits);
            found += Write(document, hits, json, terminal);
        }

        detector.End(hits);
        found += Write(document, hits, json, terminal);
        terminal.NoticeAny(document, detector.LateEntries, Late);
        if (!json)
        {
            terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{document}: {found:N0} hits of rules over several sources in {read:N0} entries"));
        }
    }

    private static void Read(LogFile log, LogDetector detector, bool last, bool json, Terminal terminal)
    {
        List<LogHit> hits = [];
        long found = 0, read = 0;
        foreach (LogEntry entry in log.Entries())
        {
            read++;
            detector.Observe(entry, hits);
            found += Write(log.Path, hits, json, terminal);
        }

        if (last)
        {
            detector.End(hits);
            found += Write(log.Path, hits, json, terminal);
        }

        if (!json)
        {
            terminal.Out.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{log.Path}: {found:N0} hits in {read:N0} entries"));
        }
    }

    private static int Write(string file, List<LogHit> hits, bool json, Terminal terminal)
    {
        foreach (LogHit hit in hits)
        {
            terminal.Out.WriteLine(json ? JsonOf(file, hit) : TextOf(file, hit));
        }

        int count = hits.Count;
        hits.Clear();
        return count;
    }

    private static string JsonOf(string file, LogHit hit) => DetectJson.Of(
        new
        {
            File = file,
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
            EntrySources = hit.Entries[0].Source is null ? null : hit.Entries.Select(entry => entry.Source),
            Entries = hit.Entries.Select(entry => entry.Text),
        });

    private static string TextOf(string file, LogHit hit) =>
        $"{file}: {TimeOf(hit.Nanoseconds)} {hit.Rule.CreId} {hit.Rule.Title} "
        + $"(entries {string.Join(", ", hit.Entries.Select(entry => entry.Number))})";

    // All nine digits, which a DateTime does not hold.
    private static string TimeOf(long nanoseconds)
    {
        DateTime second = DateTime.UnixEpoch.AddTicks(nanoseconds / 1_000_000_000 * TimeSpan.TicksPerSecond);
        return string.Create(
            CultureInfo.InvariantCulture, $"{second:yyyy-MM-dd'T'HH:mm:ss}.{nanoseconds % 1_000_000_000:000000000}Z");
    }
}
