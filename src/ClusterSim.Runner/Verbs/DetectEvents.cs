using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ClusterSim.Behavior;
using ClusterSim.Behavior.Detectors;
using ClusterSim.Behavior.Rules;
using ClusterSim.Behavior.Streams;
using ClusterSim.Events;
using ClusterSim.Journals;
using ClusterSim.Traces.Telemetry;

namespace ClusterSim.Runner.Verbs;

/// <summary>Finds rules in events: of a file, a run or telemetry.</summary>
internal static class DetectEvents
{
    /// <summary>Finds and writes.</summary>
    /// <param name="input">File of events, or telemetry.</param>
    /// <param name="format">Format of telemetry; <c>null</c>: recognised.</param>
    /// <param name="rules">Rules over events.</param>
    /// <param name="options">What is written.</param>
    /// <param name="terminal">Where it goes.</param>
    public static void Run(DetectInput input, string? format, RuleSet rules, DetectOptions options, Terminal terminal)
    {
        if (input.Kind == DetectInputKind.Telemetry)
        {
            TelemetryTrace trace = TelemetryTrace.Open(input.Path, format);
            foreach (TelemetryFileReport report in trace.Files.Where(report => report.RowsLeftOut > 0))
            {
                terminal.Notice(string.Create(
                    CultureInfo.InvariantCulture, $"{report.FileName}: {report.RowsLeftOut:N0} rows left out"));
            }

            EventPass Open() => new(trace.Workload, () => trace.Nodes, trace.Replay, () => trace.End);
            Write(input.Path, trace.TimeZero, Find(Open, rules, options), rules, options, terminal);
        }
        else
        {
            EventReaderReport met = new();
            EventHits hits = Find(() => PassOver(input.Path, report => met = report), rules, options);
            Tell(input.Path, met, terminal);
            Write(input.Path, "", hits, rules, options, terminal);
        }
    }

    private static EventHits Find(Func<EventPass> open, RuleSet rules, DetectOptions options) => EventHits.Find(
        open,
        jobs => options.Detectors.IsEmpty
            ? [new RuleMonitor([rules], jobs)]
            : [new RuleMonitor([rules], jobs), new DetectorMonitor(options.Detectors, jobs)]);

    private static EventPass PassOver(string path, Action<EventReaderReport> end)
    {
        EventReader reader = EventReader.Open(path);
        return new EventPass(reader.Jobs, () => reader.Nodes, Replay, () => reader.Latest);

        void Replay(IEventObserver observer)
        {
            using (reader)
            {
                reader.Replay(observer);
                end(reader.Report);
            }
        }
    }

    private static void Tell(string path, EventReaderReport met, Terminal terminal)
    {
        foreach ((string kind, long count) in met.UnknownKinds)
        {
            terminal.Notice(string.Create(
                CultureInfo.InvariantCulture, $"{path}: {count:N0} events of the unknown kind {kind} left out"));
        }

        if (met.LateEvents > 0)
        {
            terminal.Notice(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}: {met.LateEvents:N0} events are older than one before them and count at its time"));
        }
    }

    private static void Write(
        string path, string timeZero, EventHits hits, RuleSet rules, DetectOptions options, Terminal terminal)
    {
        Dictionary<string, CreRule> ruleOf = rules.Rules.ToDictionary(rule => rule.RuleId, StringComparer.Ordinal);
        if (!options.Summary)
        {
            foreach (EventHit hit in hits.All)
            {
                CreRule? rule = ruleOf.GetValueOrDefault(hit.Detection.RuleId);
                terminal.Out.WriteLine(
                    options.Json ? JsonOf(path, timeZero, hit, rule) : TextOf(path, timeZero, hit, rule));
            }
        }
        else
        {
            WriteSummary(path, hits, ruleOf, options.Json, terminal);
        }

        if (!options.Json)
        {
            terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{path}: {hits.All.Length:N0} hits in {hits.Events:N0} events"));
        }
    }

    private static string JsonOf(string path, string timeZero, EventHit hit, CreRule? rule) => DetectJson.Of(
        new
        {
            File = path,
            hit.Detection.CreId,
            hit.Detection.RuleId,
            Time = hit.Detection.Time.Seconds,
            Timestamp = DateOf(timeZero, hit),
            rule?.Severity,
            Title = rule?.Title,
            Job = hit.JobId.Length > 0 ? hit.JobId : null,
            Key = hit.Detection.Key.Length > 0 ? hit.Detection.Key : null,
            hit.IdleGpuHours,
            hit.EntryNumbers,
            Entries = hit.Entries.Select(entry => JsonDocument.Parse(entry).RootElement),
            Recommendation = hit.Detection.Recommendation is { } what
                ? new
                {
                    what.Action, what.ExpectedGpuSeconds, what.Confidence,
                    TargetGpus = what.TargetGpus > 0 ? what.TargetGpus : (int?)null, what.Explanation,
                }
                : null,
            hit.Detection.Test,
        });

    private static string TextOf(string path, string timeZero, EventHit hit, CreRule? rule)
    {
        string when = DateOf(timeZero, hit)
            ?? string.Create(CultureInfo.InvariantCulture, $"{hit.Detection.Time.Seconds:0.###} s");
        string rows = string.Join(", ", hit.EntryNumbers);
        string advice = hit.Detection.Recommendation is { } what ? ": " + what.Explanation : "";
        return $"{path}: {when} {hit.Detection.CreId} {rule?.Title ?? hit.Detection.RuleId} {hit.Detection.Key} "
            + $"(events {rows}){advice}";
    }

    private static string? DateOf(string timeZero, EventHit hit) => timeZero.Length == 0
        ? null
        : DateTime.Parse(timeZero, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal)
            .AddTicks(hit.Detection.Time.Ticks).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void WriteSummary(
        string path, EventHits hits, Dictionary<string, CreRule> rules, bool json, Terminal terminal)
    {
        if (!json)
        {
            terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}: {hits.Idle.MeasuredGpuHours:N1} GPU-hours measured, {hits.Idle.IdleGpuHours:N1} below 1 %"));
            terminal.Out.WriteLine("| CRE id | rule | hits | jobs | idle GPU-hours behind |");
            terminal.Out.WriteLine("| :--- | :--- | ---: | ---: | ---: |");
        }

        foreach (IGrouping<string, EventHit> rule in hits.All.GroupBy(hit => hit.Detection.CreId)
            .OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            string title = rules.GetValueOrDefault(rule.First().Detection.RuleId)?.Title ?? "";
            int jobs = rule.Select(hit => hit.JobId).Where(id => id.Length > 0).Distinct().Count();
            double hours = hits.IdleGpuHoursByRule[rule.Key];
            terminal.Out.WriteLine(json
                ? DetectJson.Of(new
                {
                    File = path, CreId = rule.Key, Title = title, Hits = rule.Count(), Jobs = jobs,
                    IdleGpuHours = hours, hits.Idle.MeasuredGpuHours, AllIdleGpuHours = hits.Idle.IdleGpuHours,
                })
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {rule.Key} | {title} | {rule.Count():N0} | {jobs:N0} | {hours:N1} |"));
        }
    }
}
