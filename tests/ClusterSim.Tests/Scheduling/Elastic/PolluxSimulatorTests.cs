using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Elastic;

/// <summary>
/// Every job's completion time against those published with Pollux's artefact (petuum/adaptdl, branch osdi21-artifact),
/// and the restarts of a run of that simulator. Step times between measured placements are taken as SciPy interpolates
/// them: its triangulation of points on a grid is Qhull's choice among many and follows from nothing else.
/// </summary>
[TestFixture]
internal sealed class PolluxSimulatorTests
{
    [Test]
    public void EveryJobOfTiresiasEndsWhenPublished([Range(1, 8)] int workload) =>
        AssertPublished(workload, "tiresias", PolicyCatalog.Create("tiresias-pollux"));

    [Test]
    public void EveryJobOfOptimusOracleEndsWhenPublished([Range(1, 8)] int workload) =>
        AssertPublished(workload, "optimus", PolicyCatalog.Create(
            "optimus-oracle", new Dictionary<string, string> { ["variant"] = "artefact" }));

    private static void AssertPublished(int number, string name, ClusterSim.Scheduling.ISchedulingPolicy policy)
    {
        var published = File.ReadLines(SharedData.Path($"peers/pollux-sim/published_{name}.csv")).Skip(1)
            .Select(line => line.Split(',')).Where(fields => fields[0] == $"workload-{number}")
            .ToDictionary(fields => fields[1], fields => double.Parse(fields[2], CultureInfo.InvariantCulture));
        Workload workload = PolluxWorkloads.Read(number);
        RunResult result = Simulation.Run(
            workload, PolluxWorkloads.Cluster, policy, PolluxWorkloads.Options(TimeSpan.FromMinutes(1)));
        Assert.That(published, Has.Count.EqualTo(160));
        Assert.That(PolluxWorkloads.Jcts(workload, result), Is.EquivalentTo(published));
        if (number == 1)
        {
            // The artefact counts re-allocations after the first start.
            var restarts = File.ReadLines(SharedData.Path($"peers/pollux-sim/w1_{name}.csv")).Skip(1)
                .Select(line => line.Split(','))
                .ToDictionary(fields => fields[0], fields => int.Parse(fields[4], CultureInfo.InvariantCulture));
            var ours = workload.Jobs.Select((job, i) => (job.Id, result.Jobs[i].Restarts));
            Assert.That(ours.ToDictionary(job => job.Id, job => job.Restarts), Is.EquivalentTo(restarts));
        }
    }
}
