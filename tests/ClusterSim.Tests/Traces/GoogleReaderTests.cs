using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

/// <summary>
/// The trace itself is only in BigQuery. These rows are made from its published schema
/// (clusterdata_trace_format_v3.proto); expected values are worked out by hand.
/// </summary>
public class GoogleReaderTests
{
    private const string InstanceHeader = "time,type,collection_id,scheduling_class,missing_type,collection_type,"
        + "priority,alloc_collection_id,instance_index,machine_id,alloc_instance_index,resource_request.cpus,"
        + "resource_request.memory,constraint\n";

    private const string CollectionHeader = "time,type,collection_id,scheduling_class,missing_type,collection_type,"
        + "priority,alloc_collection_id,user,collection_name,collection_logical_name,parent_collection_id,"
        + "start_after_collection_ids,max_per_machine,max_per_switch,vertical_scaling,scheduler\n";

    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void AJobIsACollectionWithItsInstances()
    {
        // Collection 7 has two instances. 0 runs from 10 to 40 s, is evicted, and again from 50 to 60 s: 40 s. 1 runs
        // from 12 to 30 s. So the gang runs for 40 s, from 10 to 60 s.
        Trace trace = _files.Open("a.csv", InstanceHeader
            + Event(5, 0, 7, 0, 0.25, 0.5) + Event(6, 0, 7, 1, 0.125, 0.5) + Event(10, 3, 7, 0, 0.25, 0.5)
            + Event(12, 3, 7, 1, 0.125, 0.5) + Event(30, 6, 7, 1, 0.125, 0.5) + Event(40, 4, 7, 0, 0.25, 0.5)
            + Event(50, 3, 7, 0, 0.25, 0.5) + Event(60, 6, 7, 0, 0.25, 0.5));
        Job job = trace.ToWorkload().Jobs.Single();

        Assert.Multiple(() =>
        {
            Assert.That(job.Id, Is.EqualTo("7"));
            Assert.That(job.SubmitTime, Is.EqualTo(SimTime.FromSeconds(5)));
            Assert.That(job.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(40)));
            Assert.That(job.Recorded,
                Is.EqualTo(new RecordedRun(SimTime.FromSeconds(10), SimTime.FromSeconds(60))));
            Assert.That(job.Request.Instances, Is.EqualTo(2));
            // A quarter and a half of the largest machine: 100 cores and 1 TiB by definition of the reader.
            Assert.That(job.Request.PerInstance, Is.EqualTo(new ResourceVector(CpuMilli: 25_000, MemoryMiB: 524_288)));
            Assert.That(job.Request.Priority, Is.EqualTo(200));
            Assert.That(job.Profile.Outcome, Is.EqualTo(JobOutcome.Completed));
            Assert.That(trace.Report.RowsRead, Is.EqualTo(1));
            Assert.That(TraceFiles.Note(trace, "more than once").Count, Is.EqualTo(1));
            Assert.That(TraceFiles.Note(trace, "asked for different").Count, Is.EqualTo(1));
            Assert.That(trace.Report.Properties.Single(), Is.EqualTo(new TraceProperty("events", "8")));
        });
    }

    [Test]
    public void WhatStoodBeforeAndWhatOutlivesTheTraceIsMarked()
    {
        Trace trace = _files.Open("edges.csv", InstanceHeader
            + Event(0, 0, 1, 0, 0.1, 0.1) + Event(0, 3, 1, 0, 0.1, 0.1) + Event(5, 0, 2, 0, 0.1, 0.1)
            + Event(8, 3, 2, 0, 0.1, 0.1) + Event(20, 6, 1, 0, 0.1, 0.1) + "9223372036854775807,6,2,,,0,0,,0,,,,,\n");
        Job standing = trace.ToWorkload().Jobs[0], outliving = trace.ToWorkload().Jobs[1];

        Assert.Multiple(() =>
        {
            Assert.That(standing.Recorded!.Submitted, Is.False);
            Assert.That(standing.SubmitTime, Is.EqualTo(SimTime.Zero));
            Assert.That(standing.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(20)));
            // Scheduled at 8; the last time stamp is 20.
            Assert.That((outliving.Profile.Censored, outliving.Profile.RunTime.TotalSeconds), Is.EqualTo((true, 12.0)));
            Assert.That(outliving.Recorded!.End, Is.Null);
            Assert.That(trace.Report.RowsRepaired, Is.EqualTo(2));
        });
    }

    [Test]
    public void AllocSetsAndWhatNeverRanAreLeftOut()
    {
        Trace trace = _files.Open("alloc.csv", InstanceHeader
            + "1,0,1,,,1,0,,0,,,0.5,0.5,\n2,3,1,,,1,0,,0,,,0.5,0.5,\n"
            + "1,0,2,,,0,0,1,0,,0,0.1,0.1,\n2,3,2,,,0,0,1,0,,0,0.1,0.1,\n4,7,2,,1,0,0,1,0,,0,0.1,0.1,\n"
            + "1,0,3,,,0,0,,0,,,0.5,0.5,\n3,5,3,,,0,0,,0,,,0.5,0.5,\n");

        Assert.That(trace.ToWorkload().Jobs.Single().Id, Is.EqualTo("2"));
        Assert.That(trace.ToWorkload().Jobs.Single().Profile.Outcome, Is.EqualTo(JobOutcome.Cancelled));
        Assert.That(TraceFiles.Note(trace, "an alloc set: the jobs").Lines, Is.EqualTo(new[] { 2L }));
        Assert.That(TraceFiles.Note(trace, "never scheduled").Lines, Is.EqualTo(new[] { 7L }));
        Assert.That(TraceFiles.Note(trace, "within an alloc set").Count, Is.EqualTo(1));
        Assert.That(TraceFiles.Note(trace, "missing_type").Count, Is.EqualTo(1));
    }

    [Test]
    public void TheTableOfCollectionsBesideItGivesUsersAndNames()
    {
        _files.Write("cell_a_collection_events.csv", CollectionHeader
            + "1000000,0,7,2,,0,200,,bob,run-1,train,,,,,,1\n3000000,2,7,2,,0,200,,bob,run-1,train,,,,,,1\n"
            + "9000000,5,7,2,,0,200,,bob,run-1,train,4,\"[5,6]\",,,,1\n");
        Trace trace = _files.Open("cell_a_instance_events.csv", InstanceHeader
            + Event(4, 0, 7, 0, 0.1, 0.1) + Event(5, 3, 7, 0, 0.1, 0.1) + Event(9, 6, 7, 0, 0.1, 0.1));
        Job job = trace.ToWorkload().Jobs.Single();

        Assert.Multiple(() =>
        {
            // Under the batch scheduler (1) a job counts as submitted when it is enabled (type 2): 3 s.
            Assert.That(job.SubmitTime, Is.EqualTo(SimTime.FromSeconds(3)));
            Assert.That((job.Request.User, job.Request.Application, job.Request.Queue),
                Is.EqualTo(("bob", "train", "batch")));
            Assert.That(job.Profile.Outcome, Is.EqualTo(JobOutcome.Failed), "the collection's own end is FAIL");
            Assert.That(TraceFiles.Note(trace, "has a parent or starts after others").Count, Is.EqualTo(1));
            Assert.That(trace.Report.Properties.Select(one => one.Value), Does.Contain("cell_a_collection_events.csv"));
        });

        Trace same = Trace.Open(Path.Combine(_files.Folder, "cell_a_collection_events.csv"));
        Assert.That(same.ToWorkload().Jobs.Single().SubmitTime, Is.EqualTo(job.SubmitTime));
    }

    [Test]
    public void JsonLinesGiveTheSameJobs()
    {
        Job csv = _files.Open("same.csv", InstanceHeader
            + Event(4, 0, 7, 0, 0.1, 0.2) + Event(5, 3, 7, 0, 0.1, 0.2) + Event(9, 6, 7, 0, 0.1, 0.2))
            .ToWorkload().Jobs.Single();
        Job json = _files.Open("same.jsonl", """
            {"time":"4000000","type":0,"collection_id":"7","priority":"200","instance_index":"0","constraint":[{"a":1}],
             "resource_request":{"cpus":0.1,"memory":0.2}}
            {"time":"5000000","type":"SCHEDULE","collection_id":"7","priority":"200","instance_index":"0"}
            {"time":"9000000","type":"6","collection_id":"7","priority":"200","instance_index":"0","user":"a\u003db"}
            """).ToWorkload().Jobs.Single();

        Assert.That(json.Request, Is.EqualTo(csv.Request with { User = "a=b" }));
        Assert.That(json.Profile.RunTime, Is.EqualTo(csv.Profile.RunTime));
        Assert.That(json.Recorded, Is.EqualTo(csv.Recorded));
    }

    [TestCase("x,0,7,,,0,,,0,,,,,", "x.csv:2: column 'time' (1): found 'x'")]
    [TestCase("1,11,7,,,0,,,0,,,,,", "x.csv:2: column 'type' (2): found '11', expected an event type")]
    [TestCase("1,RUN,7,,,0,,,0,,,,,", "x.csv:2: column 'type' (2): found 'RUN'")]
    [TestCase("1,0,,,,0,,,0,,,,,", "x.csv:2: column 'collection_id' (3): found an empty field")]
    [TestCase("1,0,7,,,2,,,0,,,,,", "x.csv:2: column 'collection_type' (6): found '2'")]
    [TestCase("1,0,7,,,0,,,-3,,,,,", "x.csv:2: column 'instance_index' (9): found '-3'")]
    [TestCase("1,0,7,,,0,,,0,,,-1,,", "x.csv:2: column 'resource_request.cpus' (12): found '-1'")]
    [TestCase("9,3,7,,,0,,,0,,,,,\n8,6,7,,,0,,,0,,,,,", "x.csv:3: time: found an event before the last one")]
    public void AMalformedRowIsRefusedWithItsPlace(string rows, string expected)
    {
        Assert.That(_files.Refused("x.csv", InstanceHeader + rows).Message, Does.Contain(expected));
    }

    [TestCase("""{"time":"1","type":"0","collection_id":"7","index":"0"}""", "index: found '0', expected a field")]
    [TestCase("""{"time":"1","collection_id":"7","instance_index":"0"}""", "found no \"type\"")]
    [TestCase("""{"time":"1","type":[1],"collection_id":"7"}""", "type: found an array")]
    [TestCase("""{"time":"1","type":"0","collection_id":"7"}""", "found no events of instances")]
    [TestCase("""{"time":"1","type":"0","collection_id":"7" """, "found broken JSON")]
    public void AMalformedObjectIsRefusedWithItsPlace(string row, string expected)
    {
        Assert.That(_files.Refused("x.jsonl", row).Message, Does.Contain(expected));
    }

    private static string Event(int seconds, int type, int collection, int instance, double cpus, double memory) =>
        FormattableString.Invariant(
            $"{seconds * 1_000_000L},{type},{collection},2,,0,200,,{instance},1,,{cpus},{memory},\n");
}
