using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Behavior;
using ClusterSim.Behavior.Rules;
using ClusterSim.Behavior.Streams;
using ClusterSim.Tests.Traces;
using ClusterSim.Tests.Traces.Telemetry;
using ClusterSim.Traces.Telemetry;

namespace ClusterSim.Tests.Behavior.Streams;

/// <summary>
/// What rules find in real telemetry is what a count over the raw rows finds that shares no code with the product.
/// </summary>
public class RealTelemetryTests
{
    private const string Table = "alibaba-v2026-genai/pod_gpu_duty_cycle_anon.tar.gz";

    private const string Rules = """
        rules:
          - cre: {id: TEST-2026-0001, severity: 2, title: No GPU activity for 35 minutes}
            metadata: {id: PodWithIdleGpusHere}
            rule:
              set:
                event: {source: clustersim.events}
                correlations: [job]
                match: [gpu utilization below 1]
                negate:
                  - {value: gpu utilization above 1, window: 35m, absolute: true}
                  - {value: job stopped, window: 35m, absolute: true}
          - cre: {id: TEST-2026-0002, severity: 2, title: No GPU activity for 30 minutes after there was some}
            metadata: {id: Id1eTai1OfJobHere}
            rule:
              sequence:
                window: 8760h
                event: {source: clustersim.events}
                correlations: [job]
                order: [gpu utilization above 3, gpu utilization below 3]
                negate:
                  - {value: gpu utilization above 3, anchor: 1, window: 30m, absolute: true}
                  - {value: job stopped, anchor: 1, window: 30m, absolute: true}
        """;

    [Test]
    public void IdlePodsAreThoseOfACountOverTheRawRows()
    {
        string archive = SharedData.Path(Table);
        RawSeries raw = RawSeries.Of(archive);
        EventHits hits = Find(archive, Rules);
        Assert.Multiple(() =>
        {
            Assert.That(hits.Idle.MeasuredGpuHours, Is.EqualTo(raw.Hours).Within(1e-6));
            Assert.That(hits.Idle.IdleGpuHours, Is.EqualTo(raw.IdleHours).Within(1e-6));
            AssertSame(hits, "TEST-2026-0001", raw.StretchesOver(35 * 60));
            AssertSame(hits, "TEST-2026-0002", raw.Tails(level: 3, seconds: 30 * 60));
        });
    }

    // awk over the profile: of the 32 cores that were once busy, less than 10 % are used from 2,090 s to the end.
    [Test]
    public void TheJobOfMitUsesOneCoreOfThirtyTwo()
    {
        EventHits hits = Find(SharedData.Path("mit-supercloud/timeseries.csv.gz"), """
            rules:
              - cre: {id: TEST-2026-0003, severity: 3, title: Less than a tenth of the cores for an hour}
                metadata: {id: CoresUnusedHere}
                rule:
                  set:
                    event: {source: clustersim.events}
                    correlations: [job]
                    match: [cpu utilization below 10]
                    negate: [{value: cpu utilization above 10, window: 1h, absolute: true}]
            """);
        EventHit hit = hits.All.Single();
        Assert.That(hit.Detection.Evidence.Single().Time.Seconds, Is.EqualTo(2090));
        Assert.That(hit.Detection.Time.Seconds, Is.EqualTo(2090 + 3600));
        Assert.That(hit.JobId, Is.EqualTo("timeseries"));
    }

    // The page has what its commands print; a number that drifts fails here.
    [Test]
    public void ThePageHasTheNumbers()
    {
        string page = File.ReadAllText(Repository.Path("docs/telemetry.md"));
        string archive = SharedData.Path(Table);
        RuleSet library = CreRules.Load(Repository.Path("rules"));
        EventHits hits = Find(archive, library);
        TelemetryInspection inspection = TelemetryInspection.Of(TelemetryTrace.Open(archive));
        InspectedMetric utilization = inspection.Metrics.Single();
        string[] expected =
        [
            Line($"{inspection.MeasuredGpuHours:N1} GPU-hours measured, "),
            Line($"{inspection.IdleGpuHours:N1} of them below 1 %"),
            Line($"{utilization.ShareOfZero * 100:0.0} %"),
            Line($"{utilization.ShareBelowOne * 100:0.0} %"),
            .. library.Rules.Select(rule => RowOf(rule, hits)).OfType<string>(),
        ];
        Assert.That(expected, Has.Length.GreaterThan(8));
        Assert.Multiple(() => Array.ForEach(expected, text => Assert.That(page, Does.Contain(text))));
    }

    private static string? RowOf(CreRule rule, EventHits hits)
    {
        ImmutableArray<EventHit> found = [.. hits.All.Where(hit => hit.Detection.CreId == rule.CreId)];
        int jobs = found.Select(hit => hit.JobId).Distinct().Count();
        double hours = found.IsEmpty ? 0 : hits.IdleGpuHoursByRule[rule.CreId];
        return found.IsEmpty
            ? null
            : Line($"| {rule.CreId} | {rule.Title} | {found.Length:N0} | {jobs:N0} | {hours:N1} |");
    }

    private static EventHits Find(string path, string rules)
    {
        using TraceFiles files = new();
        return Find(path, CreRules.Load(files.Write("rules.yaml", rules)));
    }

    private static EventHits Find(string path, RuleSet set)
    {
        TelemetryTrace trace = TelemetryTrace.Open(path);
        return EventHits.Find(
            () => new EventPass(trace.Workload, () => trace.Nodes, trace.Replay, () => trace.End),
            jobs => [new RuleMonitor([set], jobs)]);
    }

    private static void AssertSame(EventHits hits, string creId, (int Hits, int Jobs, double IdleHours) raw)
    {
        EventHit[] found = [.. hits.All.Where(hit => hit.Detection.CreId == creId)];
        Assert.That(found, Has.Length.EqualTo(raw.Hits).And.Length.GreaterThan(100), creId);
        Assert.That(found.Select(hit => hit.JobId).Distinct().Count(), Is.EqualTo(raw.Jobs), creId);
        Assert.That(hits.IdleGpuHoursByRule[creId], Is.EqualTo(raw.IdleHours).Within(1e-6), creId);
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
