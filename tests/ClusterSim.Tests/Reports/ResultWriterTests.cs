using System.Text.Json;
using ClusterSim.Engine;
using ClusterSim.Reports;

namespace ClusterSim.Tests.Reports;

[TestFixture]
internal sealed class ResultWriterTests
{
    private ScratchFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new ScratchFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void JobsTableHasTheAgreedColumnsAndExactTimes()
    {
        SmallRun.Write(_folder.Path);
        // By hand from the schedule of SmallRun; b: slowdown 39/30, c: 43.4999999/10 because 5.5 s counts as 10.
        Assert.That(_folder.Read("jobs.csv"), Is.EqualTo(
            "job_id,user,submit_time,start_time,end_time,queueing_delay,run_time,jct,bounded_slowdown,gpus,cpus,"
                + "nodes,restarts,status\n"
            + "a,\"u,1\",0,0,10,0,10,10,1,0.46,0.5,1,0,completed\n"
            + "b,\"u,1\",1,10,40,9,30,39,1.3,2,0.5,1,0,completed\n"
            + "c,\"u,1\",2.0000001,40,45.5,37.9999999,5.5,43.4999999,4.34999999,1,0.5,1,0,completed\n"));
    }

    [Test]
    public void AllocationsNameNodesAndGiveFractionalGpus()
    {
        SmallRun.Write(_folder.Path);
        Assert.That(_folder.Read("allocations.csv"), Is.EqualTo(
            "job_id,node,gpus,start_time,end_time\na,n0,0.46,0,10\nb,n0,2,10,40\nc,n0,1,40,45.5\n"));
    }

    [Test]
    public void SummaryNamesEverythingThatItTakesToMakeTheRunAgain()
    {
        SmallRun.Write(_folder.Path);
        using JsonDocument summary = JsonDocument.Parse(_folder.Read("summary.json"));
        JsonElement provenance = summary.RootElement.GetProperty("provenance");
        Assert.Multiple(() =>
        {
            Assert.That(provenance.GetProperty("seed").GetInt64(), Is.EqualTo(7));
            Assert.That(provenance.GetProperty("clustersim_version").GetString(), Does.Match(@"^\d+\.\d+\.\d+"));
            Assert.That(provenance.GetProperty("trace").GetProperty("sha256").GetString(), Is.EqualTo("abc"));
            Assert.That(provenance.GetProperty("trace").GetProperty("transformations")[0].GetString(),
                Is.EqualTo("kept all"));
            Assert.That(provenance.GetProperty("platform").GetProperty("name").GetString(), Is.EqualTo("one-node"));
            Assert.That(provenance.GetProperty("policy").GetProperty("name").GetString(), Is.EqualTo("fifo"));
            Assert.That(summary.RootElement.GetProperty("run").GetProperty("jobs_by_status").GetProperty("completed")
                .GetInt32(), Is.EqualTo(3));
        });
    }

    [TestCase(ResultTables.Standard)]
    [TestCase(ResultTables.Parquet)]
    public void WhatIsReadBackIsWhatWasWritten(ResultTables tables)
    {
        RunResult written = SmallRun.Write(_folder.Path, tables);
        FinishedRun read = FinishedRun.Read(_folder.Path);
        Assert.Multiple(() =>
        {
            Assert.That(read.Result.Jobs, Is.EqualTo(written.Jobs));
            Assert.That(read.Result.EndTime, Is.EqualTo(written.EndTime));
            Assert.That(read.Result.Platform.Nodes, Is.EqualTo(written.Platform.Nodes));
            Assert.That(read.Result.Platform.GpuModels, Is.EqualTo(written.Platform.GpuModels));
            Assert.That(read.Result.Workload.Jobs.Select(job => job.Request),
                Is.EqualTo(written.Workload.Jobs.Select(job => job.Request)));
            Assert.That(read.Result.PolicyOptions, Is.EqualTo(written.PolicyOptions));
            Assert.That(read.Result.Options.Seed, Is.EqualTo(7));
            Assert.That(read.Result.Events, Is.EqualTo(written.Events));
            Assert.That(read.Label, Is.EqualTo(Path.GetFileName(_folder.Path)));
        });
    }

    [Test]
    public void TheSameRunGivesTheSameBytes()
    {
        SmallRun.Write(_folder.File("x"));
        SmallRun.Write(_folder.File("y"));
        foreach (string file in Directory.GetFiles(_folder.File("x")).Select(Path.GetFileName).Order()!)
        {
            if (file.EndsWith(".parquet", StringComparison.Ordinal))
            {
                Assert.That(File.ReadAllBytes(_folder.File("y", file)),
                    Is.EqualTo(File.ReadAllBytes(_folder.File("x", file))), file);
                continue;
            }

            string expected = _folder.Read("x", file)
                .Replace("\"label\": \"x\"", "\"label\": \"y\"", StringComparison.Ordinal);
            Assert.That(_folder.Read("y", file), Is.EqualTo(expected), file);
        }
    }

    [Test]
    public void AFolderWithoutARunIsNamed() =>
        Assert.That(() =>
            FinishedRun.Read(_folder.Path), Throws.TypeOf<ReportException>().With.Message.Contains("summary.json"));
}
