using ClusterSim.Engine;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Elastic;

[TestFixture]
internal sealed class PolluxPolicyTests
{
    /// <summary>
    /// The mean JCT of the 80 jobs at half load that are published with Pollux's artefact
    /// (simulator/results-jobload/pollux-0.5, workload-3: 1310.5 s). Its search is not seeded; single workloads of ours
    /// differ from seed to seed by about 1 %.
    /// </summary>
    [Test]
    public void TheMeanJctOfAWorkloadIsThePublishedOne()
    {
        Workload workload = PolluxWorkloads.Read(3, "-0.5");
        RunResult result = Simulation.Run(
            workload, PolluxWorkloads.Cluster,
            PolicyCatalog.Create("pollux", new Dictionary<string, string> { ["variant"] = "artefact" }),
            PolluxWorkloads.Options(TimeSpan.FromMinutes(1)));
        Assert.Multiple(() =>
        {
            Assert.That(
                PolluxWorkloads.Jcts(workload, result).Values.Average(), Is.EqualTo(1310.525).Within(3).Percent);
            Assert.That(result.Refusals, Is.Empty);
        });
    }

    [Test]
    public void JobsThatTrainNothingAreNamed()
    {
        Workload workload = ClusterSim.Tests.Engine.Model.Jobs(("a", 0, 1, 10));
        Assert.That(
            () => Simulation.Run(workload, PolluxWorkloads.Cluster, PolicyCatalog.Create("pollux")),
            Throws.TypeOf<PolicyException>()
                .With.Message.Contains("needs the measurements").And.Message.Contains("'a'"));
    }

    [Test]
    public void TheSameSeedGivesTheSameRun()
    {
        Workload workload = PolluxWorkloads.Read(3, "-0.5").Take(8);
        double[] first = Jcts(1);
        Assert.That(Jcts(1), Is.EqualTo(first));

        double[] Jcts(long seed) => [.. Simulation.Run(
            workload, PolluxWorkloads.Cluster,
            PolicyCatalog.Create("pollux", new Dictionary<string, string> { ["generations"] = "5" }),
            new SimulationOptions { Seed = seed }).Jobs.Select(job => job.Jct!.Value.TotalSeconds)];
    }
}
