using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

public class BatsimReaderTests
{
    private const string Delay = """ "profiles": { "d": { "type": "delay", "delay": 12.5 } } """;
    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void AJobRunsTheDelayOfItsProfile()
    {
        Trace trace = _files.Open("a.json", $$"""
            { "nb_res": 8, "other": [{ "x": 1 }], {{Delay}}, "jobs": [
              { "id": 7, "subtime": 1.25, "walltime": 100, "res": 3, "profile": "d", "cpu": [1, 2] },
              { "id": "w9!b", "subtime": 2e1, "walltime": -1, "res": 1, "profile": "d" } ] }
            """);
        Job first = trace.ToWorkload().Jobs[0], second = trace.ToWorkload().Jobs[1];

        Assert.Multiple(() =>
        {
            Assert.That(trace.Format.Name, Is.EqualTo("batsim"));
            Assert.That(trace.Machine!.Shorthand, Is.EqualTo("cores:8"));
            Assert.That(first.Id, Is.EqualTo("w0!7"));
            Assert.That(first.SubmitTime, Is.EqualTo(SimTime.FromSeconds(1.25)));
            Assert.That(first.Request.Walltime, Is.EqualTo(TimeSpan.FromSeconds(100)));
            Assert.That(first.Request.Instances, Is.EqualTo(3));
            Assert.That(first.Request.PerInstance, Is.EqualTo(new ResourceVector(CpuMilli: 1000)));
            Assert.That(first.Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(12.5)));
            Assert.That((second.Id, second.Request.Walltime), Is.EqualTo(("w9!b", (TimeSpan?)null)));
            Assert.That(second.SubmitTime, Is.EqualTo(SimTime.FromSeconds(20)));
        });
    }

    [Test]
    public void JobsOfOneInstantAreSubmittedInTheOrderOfTheirIdsAsText()
    {
        // "w0!10" stands before "w0!9" (peers/batsim, semantics 1); in natural order it would be the other way round.
        const string job = """{ "id": ID, "subtime": 5, "res": 1, "profile": "d" }""";
        Trace trace = _files.Open("ties.json",
            $$"""{ "jobs": [{{job.Replace("ID", "9")}}, {{job.Replace("ID", "10")}}], {{Delay}} }""");

        Assert.That(trace.ToWorkload().Jobs.Select(one => one.Id), Is.EqualTo(new[] { "w0!10", "w0!9" }));
        Assert.That(trace.ToWorkload().Take(2).Jobs[0].Id, Is.EqualTo("w0!10"), "filters keep the order");
    }

    [TestCase("{ \"jobs\": [{ \"id\": 1,\n\"subtime\": -1 }] }", "x.json:2: jobs[0].subtime: found '-1'")]
    [TestCase("""{ "jobs": [{ "id": 1, "subtime": 0, "res": 0, "profile": "d" }] }""", "1: jobs[0].res: found '0'")]
    [TestCase("""{ "jobs": [{ "id": 1, "subtime": 0, "res": 1.5 }] }""", "1: jobs[0].res: found '1.5'")]
    [TestCase("""{ "jobs": [{ "id": 1, "subtime": 0, "profile": "d" }] }""", "1: jobs[0]: found no \"res\"")]
    [TestCase("""{ "jobs": [{ "subtime": 0, "res": 1, "profile": "d" }] }""", "1: jobs[0]: found no \"id\"")]
    [TestCase("""{ "jobs": [{ "id": 1, "subtime": 0, "walltime": -2 }] }""", "1: jobs[0].walltime: found '-2'")]
    [TestCase("""{ "jobs": [{ "id": [], "subtime": 0 }] }""", "1: jobs[0].id: found an array")]
    [TestCase("""{ "jobs": [{ "id": 1, "subtime": 0, "res": 1, "profile": "e" }], "profiles": {} }""",
        "1: profile: found 'e', expected the name of one of the profiles")]
    [TestCase("""{ "jobs": [], "profiles": { "d": { "type": "delay" } } , "subtime": 0}""",
        "1: profiles.d: found no \"delay\"")]
    [TestCase("""{ "jobs": [], "subtime": 0 }""", "x.json: found no \"profiles\"")]
    [TestCase("""{ "jobs": [], "subtime": 0, "jobs": [] }""", "1: found 'jobs', expected only one \"jobs\"")]
    [TestCase("""{ "jobs": [], "subtime": 0, "profiles": {} }""", "x.json: found no row of data")]
    [TestCase("{ \"jobs\": [\n { \"subtime\": }", "x.json:2: found broken JSON")]
    [TestCase("{ \"jobs\": [\n { \"subtime\": 1", "x.json:2: found broken JSON")]
    public void AMalformedWorkloadIsRefusedWithItsPlace(string content, string expected)
    {
        Assert.That(_files.Refused("x.json", content).Message, Does.Contain(expected));
    }

    [Test]
    public void ASequenceThatContainsItselfIsLeftOut()
    {
        Trace trace = _files.Open("cycle.json", $$"""
            { "jobs": [{ "id": 1, "subtime": 0, "res": 1, "profile": "a" },
                       { "id": 2, "subtime": 0, "res": 1, "profile": "d" }],
              "profiles": { "a": { "type": "composed", "seq": ["d", "a"] }, "d": { "type": "delay", "delay": 1 } } }
            """);

        Assert.That(TraceFiles.Note(trace, "contains itself").Lines, Is.EqualTo(new[] { 1L }));
        Assert.That(trace.ToWorkload().Jobs.Single().Id, Is.EqualTo("w0!2"));
    }

    [Test]
    public void SequencesOfSequencesAreWorkedOutOnce()
    {
        // 2^60 delays of 1 ns would take for ever if each were added on its own; 2^60 s are longer than a trace may be.
        IEnumerable<string> profiles = Enumerable.Range(1, 60)
            .Select(i => $$""" "p{{i}}": { "type": "composed", "seq": ["p{{i - 1}}", "p{{i - 1}}"] } """);
        Trace trace = _files.Open("deep.json", $$"""
            { "jobs": [{ "id": 1, "subtime": 0, "res": 1, "profile": "p60" },
                       { "id": 2, "subtime": 0, "res": 1, "profile": "p10" }],
              "profiles": { "p0": { "type": "delay", "delay": 1 }, {{string.Join(',', profiles)}} } }
            """);

        Assert.That(TraceFiles.Note(trace, "longer than 1e11 s").Count, Is.EqualTo(1));
        Assert.That(trace.ToWorkload().Jobs.Single().Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(1024)));
    }

    [Test]
    public void SequencesOfDelaysRunForTheirSum()
    {
        Trace trace = Trace.Open(SharedData.Path("batsim/workloads/test_sequence_delay.json"));

        // The file's own description: "All jobs run for 30s".
        Assert.That(trace.ToWorkload().Jobs, Has.Length.EqualTo(10));
        Assert.That(trace.ToWorkload().Jobs.Select(job => job.Profile.RunTime.TotalSeconds), Is.All.EqualTo(30));
    }

    [Test]
    public void ProfilesThatNeedHostsAndNetworkAreLeftOut()
    {
        Trace trace = Trace.Open(SharedData.Path("batsim/workloads/test_various_profile_types.json"));

        // Of its 9 jobs, those of profile delay remain; the composed one is a sequence of parallel profiles.
        Assert.That(trace.Report.RowsRead, Is.EqualTo(9));
        Assert.That(trace.ToWorkload().Jobs.Select(job => job.Request.Application), Is.All.EqualTo("delay"));
        Assert.That(trace.Report.RowsLeftOut, Is.EqualTo(9 - trace.ToWorkload().Jobs.Length));
    }

    [TestCase("hpc2n_128.json.gz", 3_145, 128)]
    [TestCase("lublin256_10k.json.gz", 10_000, 256)]
    [TestCase("test_batsim_paper_workload_seed1.json", 800, 32)]
    [TestCase("example_workload_hpc_seed1_jobs250.json", 250, 128)]
    public void RealWorkloadsHaveTheJobsOfTheirDescription(string name, int jobs, int machines)
    {
        Trace trace = Trace.Open(SharedData.Path("batsim/workloads/" + name));

        // batsim/SOURCE.md: 3,145 jobs remain, nb_res 128; 10,000 jobs, 256 processors; peers/batsim: 800 and 250 jobs.
        Assert.That(trace.ToWorkload().Jobs, Has.Length.EqualTo(jobs));
        Assert.That(trace.Machine!.Shorthand, Is.EqualTo($"cores:{machines}"));
        Assert.That(trace.Report.RowsRepaired + trace.Report.RowsLeftOut, Is.Zero);
    }

    [Test]
    public void TheOfferedLoadIsThatOfTheDescription()
    {
        Workload workload = Trace.Open(SharedData.Path("batsim/workloads/hpc2n_128.json.gz")).ToWorkload();
        double work = workload.Jobs.Sum(job => job.Request.Instances * job.Profile.RunTime.TotalSeconds);

        // batsim/SOURCE.md: offered load 0.795 (work over 128 hosts and the time of the submissions).
        Assert.That(work / 128 / (workload.LastSubmit - workload.FirstSubmit).TotalSeconds,
            Is.EqualTo(0.795).Within(0.001));
    }

    [Test]
    public void EasyOnTheReadWorkloadWaitsAsLongAsAnotherProgramsEasy()
    {
        Workload workload = Trace.Open(SharedData.Path("batsim/workloads/hpc2n_128.json.gz")).ToWorkload();
        RunResult run = Simulation.Run(workload, Platform.Load("cores:128"), Policies.Easy());

        // peers/batsim/README.md, checks: textbook EASY gives a mean wait of 51,599.5 s on this workload.
        Assert.That(run.Jobs.Average(job => (job.StartTime - job.SubmitTime).TotalSeconds),
            Is.EqualTo(51_599.5).Within(0.05));
    }
}
