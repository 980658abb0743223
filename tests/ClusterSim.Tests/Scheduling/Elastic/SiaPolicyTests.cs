using System.Collections.Immutable;
using System.Text.Json;
using ClusterSim.Engine;
using ClusterSim.Optimization;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Scheduling.Policies.Sia;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Elastic;

[TestFixture]
internal sealed class SiaPolicyTests
{
    /// <summary>
    /// The mean JCT that Sia's own simulator (siasosp23/artifacts, commit aaf7a0d) gives with the flags of its
    /// run_experiment.sh, SciPy's HiGHS in the place of CBC. Its program has many equally good answers, and its fits
    /// stop early, so that single jobs differ.
    /// </summary>
    [Test]
    public void TheMeanJctOfAWorkloadIsThatOfItsSimulator()
    {
        Workload workload = SiaWorkloads.Read("philly/workload-3");
        RunResult result = Simulation.Run(
            workload, SiaWorkloads.Cluster,
            PolicyCatalog.Create("sia", new Dictionary<string, string> { ["variant"] = "artefact" }),
            SiaWorkloads.Options);
        Assert.Multiple(() =>
        {
            Assert.That(
                result.Jobs.Average(job => job.Jct!.Value.TotalSeconds), Is.EqualTo(2147.9125).Within(3).Percent);
            Assert.That(result.Refusals, Is.Empty);
        });
    }

    /// <summary>
    /// The costs of rounds in that simulator, and the optimum of each by SciPy's milp; <c>sia-rounds.json</c> says how
    /// they were made.
    /// </summary>
    [Test]
    public void TheProgramOfARoundIsSolvedAsWellAsBySciPy([Range(0, 3)] int index)
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(
            Repository.Path("tests/ClusterSim.Tests/Scheduling/Elastic/sia-rounds.json")));
        JsonElement round = file.RootElement.GetProperty("rounds")[index];
        ImmutableArray<GpuType> types = GpuType.Of(SiaWorkloads.Cluster);
        ImmutableArray<SiaConfiguration> configurations = GpuType.Configurations(types);
        SiaProgram program = new(configurations, types.Length, new BranchAndBoundSolver(), gap: 0);
        List<double[]> worths = [];
        foreach (JsonElement job in round.GetProperty("costs").EnumerateArray())
        {
            worths.Add([.. job.EnumerateArray().Select(cost => Math.Round(1.1 - cost.GetDouble(), 2))]);
            program.Add(worths[^1]);
        }

        int[] chosen = program.Solve([24, 16, 24]);
        double worth = chosen.Select((choice, job) => choice < 0 ? 0 : worths[job][choice]).Sum();
        int[] used = new int[types.Length];
        foreach (int choice in chosen.Where(choice => choice >= 0))
        {
            used[configurations[choice].Type] += configurations[choice].Gpus;
        }

        Assert.Multiple(() =>
        {
            Assert.That(worth, Is.EqualTo(round.GetProperty("optimum").GetDouble()).Within(1e-6));
            Assert.That(used[0] <= 24 && used[1] <= 16 && used[2] <= 24, "more GPUs than there are");
        });
    }

    [Test]
    public void ConfigurationsAreThoseOfThePaper()
    {
        // Two nodes with 4 GPUs and one with 8: 1, 2, 4, 2 nodes of 4; 1, 2, 4, 8 (section 3.3).
        Platform platform = new()
        {
            Name = "two types",
            Nodes =
            [
                new Node { Name = "a", Gpus = 4, GpuModel = "t4" },
                new Node { Name = "b", Gpus = 8, GpuModel = "a100" },
                new Node { Name = "c", Gpus = 4, GpuModel = "t4" },
            ],
        };
        Assert.That(GpuType.Configurations(GpuType.Of(platform)), Is.EqualTo(new SiaConfiguration[]
        {
            new(0, 1, 1), new(0, 1, 2), new(0, 1, 4), new(0, 2, 8),
            new(1, 1, 1), new(1, 1, 2), new(1, 1, 4), new(1, 1, 8),
        }));
    }
}
