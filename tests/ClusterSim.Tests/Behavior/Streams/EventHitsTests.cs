using ClusterSim.Behavior;
using ClusterSim.Behavior.Rules;
using ClusterSim.Behavior.Streams;
using ClusterSim.Journals;
using ClusterSim.Tests.Traces;

namespace ClusterSim.Tests.Behavior.Streams;

/// <summary>Rows and idle time behind hits in a small file of events; worked out by hand.</summary>
public class EventHitsTests
{
    // The number of job a is given to job b after its end. a is idle from 10 to 4000 on two GPUs: 2 x 3990 s are
    // 2.2167 GPU-hours. b is idle from 5000 to the last event at 8700 on half a GPU: 0.5139 GPU-hours.
    private const string Events = """
        {"time":0,"kind":"job_submitted","job_id":"a","gpus_per_instance":2}
        {"time":0,"kind":"job_started","job_id":"a","gpus":2,"node":"n1"}
        {"time":5,"kind":"metric_sampled","job_id":"a","metric":"gpu utilization","value":80}
        {"time":10,"kind":"metric_sampled","job_id":"a","metric":"gpu utilization","value":0.5}
        {"time":4000,"kind":"job_completed","job_id":"a","gpus":2}
        {"time":5000,"kind":"job_submitted","job_id":"b","gpus_per_instance":1,"gpu_share":0.5}
        {"time":5000,"kind":"job_started","job_id":"b","gpus":1,"node":"n1"}
        {"time":5000,"kind":"metric_sampled","job_id":"b","metric":"gpu utilization","value":0}
        {"time":8700,"kind":"metric_sampled","job_id":"b","metric":"gpu utilization","value":0}
        """;

    private const string Rule = """
        rules:
          - cre: {id: TEST-2026-0001, severity: 2, title: Idle for an hour}
            metadata: {id: Id1eForAnHour}
            rule:
              set:
                event: {source: clustersim.events}
                correlations: [job]
                match: [gpu utilization below 1]
                negate:
                  - {value: gpu utilization above 1, window: 1h, absolute: true}
                  - {value: job stopped, window: 1h, absolute: true}
        """;

    [Test]
    public void EachHitNamesItsJobItsRowsAndTheIdleTimeBehindIt()
    {
        using TraceFiles files = new();
        string path = files.Write("events.jsonl", Events);
        RuleSet rules = CreRules.Load(files.Write("rules.yaml", Rule));
        EventHits hits = EventHits.Find(
            () =>
            {
                EventReader reader = EventReader.Open(path);
                return new EventPass(reader.Jobs, () => reader.Nodes, reader.Replay, () => reader.Latest);
            },
            jobs => [new RuleMonitor([rules], jobs)]);
        Assert.Multiple(() =>
        {
            Assert.That(hits.All.Select(hit => hit.JobId), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(hits.All.Select(hit => hit.Detection.Time.Seconds), Is.EqualTo(new[] { 3610.0, 8600 }));
            Assert.That(hits.All.Select(hit => hit.EntryNumbers.Single()), Is.EqualTo(new[] { 4, 8 }));
            Assert.That(
                hits.All[0].Entries.Single(),
                Is.EqualTo(
                    """{"time":10,"kind":"metric_sampled","job_id":"a","gpus":-1,"value":0.5,"""
                    + "\"metric\":\"gpu utilization\"}"));
            Assert.That(hits.All[0].IdleGpuHours, Is.EqualTo(2 * 3990 / 3600.0).Within(1e-9));
            Assert.That(hits.All[1].IdleGpuHours, Is.EqualTo(0.5 * 3700 / 3600.0).Within(1e-9));
            Assert.That(hits.Idle.MeasuredGpuHours, Is.EqualTo(((2 * 3995) + (0.5 * 3700)) / 3600).Within(1e-9));
            Assert.That(hits.Events, Is.EqualTo(9));
        });
    }
}
