using System.Text;
using ClusterSim.Traces;

namespace ClusterSim.Tests.Traces;

/// <summary>
/// Traces are read as streams: a file of rows that are no jobs takes fewer bytes to read, all in all, than it has.
/// A reader that held its text would need at least twice that, for strings have two bytes a character.
/// </summary>
public class TraceMemoryTests
{
    private const int Rows = 100_000;

    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void StepsOfSlurmJobsAreNotHeld()
    {
        const string times = "2025-01-01T10:00:00|2025-01-01T10:00:30|2025-01-01T12:00:30|02:00:00|cpu=1,mem=1G\n";
        string content = "JobID|JobName|User|State|Submit|Start|End|Elapsed|AllocTRES\n1|a|alice|COMPLETED|" + times
            + Repeat(i => $"{i}.batch|a-long-name-of-a-step|alice|COMPLETED|" + times);

        Assert.That(BytesToRead("sacct.txt", content, out long left), Is.LessThan(content.Length));
        Assert.That(left, Is.EqualTo(Rows));
    }

    [Test]
    public void EventsOfAGoogleInstanceAreNotHeld()
    {
        string content = Repeat(i => $$$"""
            {"time":"{{{i + 1}}}","type":"{{{(i == 0 ? 3 : 10)}}}","collection_id":"7","instance_index":"0",
             "machine_id":"21391290","resource_request":{"cpus":0.02044677734375,"memory":0.01251220703125}}

            """);

        Assert.That(BytesToRead("events.json", content, out _), Is.LessThan(content.Length));
    }

    [Test]
    public void WhatABatsimWorkloadHasBesidesIsNotHeld()
    {
        string content = """{ "comments": [""" + Repeat(i => $$"""{ "any": [{{i}}, "a text that nobody reads"] },""")
            + """
             0], "jobs": [{ "id": 1, "subtime": 0, "res": 1, "profile": "d" }],
             "profiles": { "d": { "type": "delay", "delay": 1 } } }
            """;

        // "subtime" comes too late for the format to be recognised from the head.
        Assert.That(BytesToRead("comments.json", content, out _, "batsim"), Is.LessThan(content.Length));
    }

    private static string Repeat(Func<int, string> row) =>
        new StringBuilder().AppendJoin("", Enumerable.Range(0, Rows).Select(row)).ToString();

    private long BytesToRead(string name, string content, out long leftOut, string? format = null)
    {
        string path = _files.Write(name, content);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Trace trace = Trace.Open(path, format);
        leftOut = trace.Report.RowsLeftOut;
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
