using ClusterSim.Engine;
using ClusterSim.Experiments;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Experiments;

public class ExperimentSpecTests
{
    private const string Least = """
        traces: { generate: synthetic-small }
        platforms: gpus:2x4
        policies: fifo
        """;

    [Test]
    public void WhatAFileLeavesOutHasDocumentedDefaults()
    {
        ExperimentSpec spec = ExperimentSpec.Parse(Least, "folder/experiment.yaml");

        Assert.Multiple(() =>
        {
            Assert.That(spec.Name, Is.EqualTo("folder"));
            Assert.That(spec.Seeds, Is.EqualTo(new long[] { 1 }));
            Assert.That(spec.Options, Is.EqualTo(new[] { new OptionChoice() }));
            Assert.That(spec.BaselinePolicy.Name, Is.EqualTo("fifo"));
            Assert.That(spec.WarmUpShare, Is.Zero);
            Assert.That(spec.Rules, Is.Empty);
            Assert.That(spec.Platforms[0].Name, Is.EqualTo("gpus-2x4"));
        });
    }

    [Test]
    public void OptionsStartFromWhatAllScenariosShare()
    {
        ExperimentSpec spec = ExperimentSpec.Parse(Least + """

            simulation:
              overheads: { checkpoint: 30 s, restore: 32 s }
              kill_at_walltime: true
              estimates: exact:2
            options:
              - name: plain
              - name: costly
                overheads: { migrate: 1 min }
                failures: { mean_time_between_failures: 30 d, mean_time_to_repair: 4 h }
                horizon: 7 d
                sampling_interval: 90 s
            """, "experiment.yaml");

        Overheads shared = new() { Checkpoint = TimeSpan.FromSeconds(30), Restore = TimeSpan.FromSeconds(32) };
        EstimateChoice estimates = new(EstimateSource.Exact, 2);
        Assert.That(spec.Options, Is.EqualTo(new[]
        {
            new OptionChoice { Name = "plain", Overheads = shared, KillAtWalltime = true, Estimates = estimates },
            new OptionChoice
            {
                Name = "costly", Overheads = shared with { Migrate = TimeSpan.FromMinutes(1) }, KillAtWalltime = true,
                Estimates = estimates, Failures = new FailureModel(TimeSpan.FromDays(30), TimeSpan.FromHours(4)),
                Horizon = TimeSpan.FromDays(7),
                SamplingInterval = TimeSpan.FromSeconds(90),
            },
        }));
    }

    [Test]
    public void DetectorsAreNamed()
    {
        Assert.That(
            ExperimentSpec.Parse(Least + "\ndetectors: [utilization-drop, slow-node]", "e.yaml").Detectors,
            Is.EqualTo(new[] { "utilization-drop", "slow-node" }));
        ExperimentException error = Assert.Throws<ExperimentException>(
            () => ExperimentSpec.Parse(Least + "\ndetectors: utilisation-drop", "e.yaml"))!;
        Assert.That(error.Message, Does.Contain("found 'utilisation-drop'").And.Contain("'utilization-drop'"));
    }

    [Test]
    public void SeedsMayBeGivenAsRanges() => Assert.That(
        ExperimentSpec.Parse(Least + "\nseeds: [7, 1..3, -5]", "e.yaml").Seeds,
        Is.EqualTo(new long[] { 7, 1, 2, 3, -5 }));

    [Test]
    public void AllProblemsAreReportedAtOnceEachWithItsPlace()
    {
        ExperimentException error = Assert.Throws<ExperimentException>(() => ExperimentSpec.Parse(
            """
            traces: { generate: synthetic-small }
            platforms: gpus:2x4
            policies:
              - fifo
              - fifo
            baselin: fifo
            seeds: 9..1
            warm_up: 110 %
            simulation: { horizon: 3 parsecs }
            outputs: [jobs, seris]
            """, "e.yaml"))!;

        Assert.That(error.Problems.Select(problem => problem.ToString()), Is.EqualTo(new[]
        {
            "e.yaml:5:5: policies[1].name: found 'fifo' a second time, expected different names; set 'name:'",
            "e.yaml:6:10: baselin: found unknown key 'baselin', expected one of name, question, traces, platforms, "
                + "policies, baseline, options, seeds, simulation, rules, detectors, responsible, warm_up, cool_down, "
                + "outputs, tables, prices, embodied; "
                + "did you mean 'baseline'?",
            "e.yaml:7:8: seeds: found '9..1', expected a whole number, a range such as 1..10 of at most 10000 seeds, "
                + "or a list of both",
            "e.yaml:8:10: warm_up: found '110 %', expected a share below 1, e.g. '0.1' or '10 %', "
                + "or a length of time, e.g. '2 d'",
            "e.yaml:9:24: simulation.horizon: found '3 parsecs', expected a length of time greater than 0 with its "
                + "unit, e.g. '30 s', '15 min', '8 h' or '7 d'",
            "e.yaml:10:17: outputs[1]: found 'seris', expected one of jobs, summary, allocations, series, report, "
                + "events; "
                + "did you mean 'series'?",
        }));
    }

    [TestCase("", "found an empty file")]
    [TestCase("just text", "found 'just text', expected a mapping")]
    [TestCase("traces: *nowhere", "anchor or alias")]
    [TestCase("traces: &a [*a]", "anchor or alias")]
    [TestCase("traces: [unclosed", "found malformed YAML")]
    [TestCase("traces:\n\t- x", "found malformed YAML")]
    [TestCase("traces: x", "platforms: found no value, expected at least one")]
    [TestCase("traces: x\n---\ntraces: y", "second YAML document")]
    [TestCase("traces: x\ntraces: y", "a second time")]
    [TestCase("? [a, b]\n: c", "key that is not a plain word")]
    [TestCase("traces: []", "found an empty list")]
    [TestCase("traces:", "found nothing")]
    public void MalformedYamlIsAClearProblem(string yaml, string message)
    {
        ExperimentException error = Assert.Throws<ExperimentException>(() => ExperimentSpec.Parse(yaml, "e.yaml"))!;
        Assert.That(
            error.Problems.Select(problem => problem.ToString()),
            Has.Some.Contains(message).And.All.StartsWith("e.yaml:"));
    }

    [Test]
    public void AHostileDepthIsAProblemAndNotAStackOverflow()
    {
        string yaml = "traces: " + new string('[', 100_000);
        ExperimentException error = Assert.Throws<ExperimentException>(() => ExperimentSpec.Parse(yaml, "e.yaml"))!;
        Assert.That(error.Message, Does.Contain("nested levels"));
    }
}
