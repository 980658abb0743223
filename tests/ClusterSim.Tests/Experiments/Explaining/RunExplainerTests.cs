using System.Collections.Immutable;
using ClusterSim.Experiments;
using ClusterSim.Experiments.Explaining;
using ClusterSim.Impact;
using ClusterSim.Reports;
using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Experiments.Explaining;

/// <summary>Explanations of tiny runs whose schedules are worked out by hand in the comments.</summary>
public class RunExplainerTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("clustersim-explain-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    // Two nodes of 4 GPUs. a: 4 GPUs from 0 to 100; b: 3 GPUs from 0 to 50; c at 10 needs 4 + 4 and starts at 100,
    // until 120; d at 20 needs 1, which is free, but c heads the queue until 100 and holds everything until 120.
    private static readonly Job[] Queue =
        [Make("a", 0, 4, 100), Make("b", 0, 3, 50), Make("c", 10, 4, 20, instances: 2), Make("d", 20, 1, 10)];

    [Test]
    public void AJobBehindABlockedHeadWaitsForItsTurnAndThenForGpus()
    {
        JobExplanation d = Explain(Queue, "gpus:2x4", "d", "fifo", "fifo-skip");
        Assert.Multiple(() =>
        {
            Assert.That(d.Waits.Select(Text), Is.EqualTo(new[] { "20-100 Reservation c", "100-120 TooFewGpus" }));
            Assert.That(d.Ahead.First, Is.EqualTo(new[] { "c" }));
            Assert.That(d.Ahead.Gpus, Is.EqualTo(8));
            Assert.That(d.Result.TotalWaitTime.TotalSeconds, Is.EqualTo(100));
        });
    }

    // In the 100 s that d waits, a holds 4 GPUs for 80 s, b 3 for 30 s and c 8 for 20 s: 320, 90 and 160 of 570 GPU-s.
    [Test]
    public void WhoHeldTheGpusIsMeasuredOverTheWaitAlone()
    {
        JobExplanation d = Explain(Queue, "gpus:2x4", "d", "fifo");
        Assert.That(
            d.HoldingJobs.Select(share => (share.Holder, share.Hours * 3600, share.Share)),
            Is.EqualTo(new[] { ("a", 320, 320 / 570.0), ("c", 160, 160 / 570.0), ("b", 90, 90 / 570.0) })
                .Using<(string Job, double Seconds, double Share)>((x, y) => x.Job == y.Job
                    && Math.Abs(x.Seconds - y.Seconds) < 1e-9 && Math.Abs(x.Share - y.Share) < 1e-12));
        Assert.That(d.HoldingUsers.Select(share => share.Holder), Is.EqualTo(new[] { "ann" }));
    }

    // Skipping what does not fit, d starts at once, and c at 100 as before.
    [Test]
    public void TheSameJobIsLookedUpUnderTheOtherPolicies()
    {
        JobExplanation d = Explain(Queue, "gpus:2x4", "d", "fifo", "fifo-skip");
        Assert.That(d.Otherwise.Single().Result.TotalWaitTime, Is.EqualTo(TimeSpan.Zero));
        Assert.That(
            d.Sentences[^1],
            Is.EqualTo("Under fifo-skip the same job waited 0 s, ran 10.0 s and was restarted 0 times: from submission "
                + "to end fifo cost it 100 s."));
        JobExplanation c = Explain(Queue, "gpus:2x4", "c", "fifo-skip");
        Assert.That(c.Overtakers.First, Is.EqualTo(new[] { "d" }));
    }

    // x and y take 3 of 4 GPUs of a node each: two are free, but not on one node.
    [Test]
    public void FreeGpusOnDifferentNodesAreScattered()
    {
        Job[] jobs = [Make("x", 0, 3, 100), Make("y", 0, 3, 100), Make("z", 10, 2, 5)];
        JobExplanation z = Explain(jobs, "gpus:2x4", "z", "fifo");
        Assert.That(z.Waits.Select(Text), Is.EqualTo(new[] { "10-100 Scattered" }));
        Assert.That((z.Waits[0].LeastFree, z.Waits[0].MostFree), Is.EqualTo((2.0, 2.0)));
    }

    // The shortest goes first: b stops a at 100 and ends at 110, when a goes on until 1,010.
    [Test]
    public void APreemptedJobTellsWhoCameInItsPlace()
    {
        Job[] jobs = [Make("a", 0, 4, 1000), Make("b", 100, 4, 10)];
        JobExplanation a = Explain(jobs, "gpus:1x4", "a", "srtf");
        Assert.Multiple(() =>
        {
            Assert.That(
                a.Incidents.Select(incident => $"{incident.Time.Seconds} {incident.Kind}"),
                Is.EqualTo(new[] { "0 JobStarted", "100 JobPreempted", "110 JobStarted", "1010 JobCompleted" }));
            Assert.That(a.Incidents[1].Successors, Is.EqualTo(new[] { "b" }));
            Assert.That(a.Waits.Select(Text), Is.EqualTo(new[] { "100-110 TooFewGpus" }));
        });
    }

    [Test]
    public void AChangedTraceIsToldInPlaceOfAWrongExplanation()
    {
        string trace = Write(Queue);
        string folder = Run(trace, "gpus:2x4", "fifo");
        NormalForm.Write(new Workload([Make("a", 0, 4, 90), .. Queue[1..]]), trace);
        Assert.That(
            () => RunExplainer.Explain(folder, "d"),
            Throws.TypeOf<ExperimentException>().With.Message.Contains("found another content than the run had"));
    }

    // The run of a folder names the jobs; another policy may be asked for beside it.
    [Test]
    public void AnotherPolicyThanThatOfTheFolderCanBeAskedFor()
    {
        string folder = Run(Write(Queue), "gpus:2x4", "fifo", "fifo-skip");
        Assert.Multiple(() =>
        {
            Assert.That(RunExplainer.Explain(Path.Combine(folder, "fifo-skip"), "d").Policy, Is.EqualTo("fifo-skip"));
            Assert.That(
                RunExplainer.Explain(Path.Combine(folder, "fifo-skip"), "d", "fifo").Result.TotalWaitTime.TotalSeconds,
                Is.EqualTo(100));
        });
    }

    [Test]
    public void AMovedTraceIsNamedWithWhatToDo()
    {
        string trace = Write(Queue);
        string folder = Run(trace, "gpus:2x4", "fifo");
        File.Move(trace, trace + ".old");
        Assert.That(
            () => RunExplainer.Explain(folder, "d"),
            Throws.TypeOf<ExperimentException>().With.Message.Contains("trace.csv")
                .And.Message.Contains("call 'explain' from the same folder"));
    }

    [TestCase("nobody", null, "found no job 'nobody' among the 4 in jobs.csv of fifo, expected one such as 'a'")]
    [TestCase("d", "easy", "found no run of the policy 'easy', expected fifo")]
    public void WhatIsNotThereIsNamed(string job, string? policy, string message)
    {
        string folder = Run(Write(Queue), "gpus:2x4", "fifo");
        Assert.That(
            () => RunExplainer.Explain(folder, job, policy),
            Throws.TypeOf<ExperimentException>().With.Message.Contains(message));
    }

    [Test]
    public void AFolderWithoutARecipeIsNamed() => Assert.That(
        () => RunExplainer.Explain(_folder, "a"),
        Throws.TypeOf<ExperimentException>().With.Message.Contains("found no recipe.json"));

    // One GPU of 40 W idle and 240 W at full load on a node of 60 W: 300 W for 3,600 s are 0.3 kWh, whatever the
    // policy.
    [Test]
    public void TheBillOfAJobIsSaidAndCompared()
    {
        string platform = Path.Combine(_folder, "platform.yaml");
        File.WriteAllText(platform, """
            gpu_models: {G: {memory: 16 GiB, idle_power: 40 W, max_power: 240 W}}
            nodes: [{name: n, count: 1, gpus: 1 x G, base_power: 60 W}]
            """);
        string[] both = ["fifo", "fifo-skip"];
        ExperimentSpec spec = new QuickExperiment
        {
            Trace = Write([Make("a", 0, 1, 3600)]), Platform = platform, Policies = [.. both],
            Options = ["power=on"],
        }.ToSpec();
        string folder = Path.Combine(_folder, "out");
        ExperimentRun.Execute(spec, folder, threads: 1);
        ImmutableArray<string> sentences = RunExplainer.Explain(folder, "a", "fifo").Sentences;
        Assert.That(sentences, Has.Member("It took 0.3 kWh."));
        Assert.That(sentences[^1], Does.EndWith("changed nothing; +0 kWh."));
        // Nothing is lost on the way through the folder, so that runs can be compared by their energy.
        FinishedRun run = FinishedRun.Read(Path.Combine(folder, "fifo"));
        Assert.That(RunMetrics.Of(run.Result, run.MetricsOptions).Energy!.TotalKwh, Is.EqualTo(0.3).Within(1e-9));
    }

    private static string Text(WaitSpan span) =>
        $"{span.Start.Seconds}-{span.End.Seconds} {span.Cause} {span.Blocker}".TrimEnd();

    private JobExplanation Explain(Job[] jobs, string platform, string job, params string[] policies) =>
        RunExplainer.Explain(Run(Write(jobs), platform, policies), job, policies[0]);

    private string Write(Job[] jobs)
    {
        string path = Path.Combine(_folder, "trace.csv");
        NormalForm.Write(new Workload([.. jobs]), path);
        return path;
    }

    private string Run(string trace, string platform, params string[] policies)
    {
        string folder = Path.Combine(_folder, "out-" + string.Join('-', policies));
        ExperimentSpec spec = new QuickExperiment
        {
            Trace = trace, Platform = platform, Policies = [.. policies],
        }.ToSpec();
        ExperimentRun.Execute(spec with { Outputs = ScenarioOutputs.None }, folder, threads: 1);
        return folder;
    }

    private static Job Make(string id, double submit, int gpus, double seconds, int instances = 1) => new()
    {
        Id = id,
        SubmitTime = SimTime.FromSeconds(submit),
        Request = new JobRequest
        {
            User = "ann", Instances = instances, PerInstance = new ResourceVector(Gpus: gpus),
            Walltime = TimeSpan.FromSeconds(seconds),
        },
        Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(seconds) },
    };
}
