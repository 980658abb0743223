using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling;

/// <summary>Scores of nodes against those of the simulator that accompanies "Beware of Fragmentation".</summary>
public sealed class NodeScoreTests
{
    private static readonly ImmutableArray<TargetShape> s_target =
    [
        new(4000, 1, 500, [], 0.5), new(8000, 2, 1000, [], 0.2), new(16_000, 1, 1000, [], 0.1),
        new(2000, 0, 0, [], 0.2),
    ];

    [Test]
    public void ScoresOfNodeStatesEqualThePublishedSimulators()
    {
        ImmutableArray<TargetShape> target = [.. Rows("peers/fgd/typical_pods/default.csv").Select(Shape)];
        int states = 0;
        foreach (Dictionary<string, string> row in Rows("peers/fgd/vectors/default_typical.csv.gz"))
        {
            (FreeResources free, Demand demand) = StateOf(row);
            FgdScore fgd = new(artefact: true) { Target = target };
            string[] actual =
            [
                Text(fgd, free, demand), Text(new BestFitCpuGpu.Score(artefact: true), free, demand),
                Text(new DotProduct.Score(artefact: true), free, demand), Text(new GpuPacking.Score(), free, demand),
            ];
            Assert.That(actual, Is.EqualTo(new[]
            {
                row["fgd_score"], row["bestfit_raw_score"], row["dotprod_score"], row["gpupacking_score"],
            }), string.Join(',', row.Values));
            int gpu = demand.SharesGpu ? ((INodeScore)fgd).GpuFor(free, 0, demand) : -1;
            Assert.That(!demand.SharesGpu || gpu.ToString(CultureInfo.InvariantCulture) == row["fgd_gpu"], Is.True);
            states++;
        }

        Assert.That(states, Is.EqualTo(828));
    }

    // F = 800 before. A pod of 4 cores and half a GPU leaves 600 on GPU 0 and 550 on GPU 1; the whole parts of
    // 100 / (1 + exp(-d / 1000)) are 54 and 56. So GPU 1 it is.
    [TestCase(true, 56)]
    [TestCase(false, 250_000_000)]
    public void TheHandExampleTakesTheSecondGpu(bool artefact, long expected)
    {
        (FreeResources free, Demand demand) = State(8000, [600, 1000], "", new ResourceVector(4000, 1, 500));
        FgdScore score = new(artefact) { Target = s_target };
        score.Begin(free);
        Assert.That(score.Of(free, 0, demand), Is.EqualTo(expected));
        Assert.That(score.GpuFor(free, 0, demand), Is.EqualTo(1));
    }

    // A placement that has seen every change of the cluster against one that sees the cluster for the first time.
    [Test]
    public void ScoresThatWereKeptAreThoseThatAreComputedAnew()
    {
        RandomStream random = new(7, "kept-scores");
        Platform platform = new()
        {
            Name = "six",
            Nodes = [.. Enumerable.Range(0, 6).Select(i => new Node
            {
                Name = $"n{i}", Gpus = 4, GpuModel = i < 3 ? "A" : "B", CpuMilli = 32_000,
            })],
        };
        DemandTable table = new(platform);
        Demand[] demands =
        [
            .. new (int Cpu, int Gpus, int Milli)[]
                { (4000, 1, 500), (2000, 1, 300), (8000, 2, 1000), (2000, 0, 1000), (6000, 1, 1000), (1000, 4, 1000) }
                .Select(each => table.Of(new JobRequest
                {
                    PerInstance = new ResourceVector(each.Cpu, each.Gpus, each.Milli),
                })),
        ];
        TrialResources free = new(new NodeCatalog(platform, table.NodeClass), 0, table.GpuKinds);
        IPlacement[] kept = All();
        List<(Demand Demand, Placement Placement)> running = [];
        for (int step = 0; step < 600; step++)
        {
            Demand demand = demands[random.NextInt(demands.Length)];
            Placement?[] found = [.. kept.Select(placement => placement.Place(free, demand))];
            Assert.That(
                found.Select(Text), Is.EqualTo(All().Select(placement => Text(placement.Place(free, demand)))),
                $"step {step}");
            if (found[step % found.Length] is { } start && random.NextInt(3) > 0)
            {
                free.Take(demand, start);
                running.Add((demand, start));
            }
            else if (running.Count > 0)
            {
                int ends = random.NextInt(running.Count);
                free.Give(running[ends].Demand, running[ends].Placement);
                running.RemoveAt(ends);
            }
        }

        static IPlacement[] All() =>
        [
            new Fgd(new FgdOptions { Target = s_target }),
            new Fgd(new FgdOptions { Target = s_target, Variant = PolicyVariant.Artefact }),
            new BestFitCpuGpu(), new DotProduct(), new GpuClustering(), new GpuPacking(),
        ];
    }

    private static string Text(Placement? placement) =>
        placement is null ? "none" : string.Join(' ', placement.Slices);

    private static string Text(INodeScore score, FreeResources free, Demand demand)
    {
        score.Begin(free);
        return score.Of(free, 0, demand).ToString(CultureInfo.InvariantCulture);
    }

    private static (FreeResources Free, Demand Demand) StateOf(Dictionary<string, string> row)
    {
        int[] left = [.. row["node_gpu_milli_left"].Split('-', StringSplitOptions.RemoveEmptyEntries).Select(Int)];
        int gpus = Int(row["pod_num_gpu"]);
        return State(Int(row["node_cpu_milli_left"]), left, row["node_model"], new ResourceVector(
            Int(row["pod_cpu_milli"]), gpus, gpus == 0 ? 1000 : Int(row["pod_gpu_milli"])));
    }

    // A node with so much left: what is missing on its GPUs is taken by others, without CPU.
    private static (FreeResources Free, Demand Demand) State(int cpu, int[] left, string model, ResourceVector each)
    {
        Node node = new() { Name = "n", CpuMilli = cpu, Gpus = left.Length, GpuModel = model };
        Platform platform = new() { Name = "one", Nodes = [node] };
        DemandTable table = new(platform);
        Demand demand = table.Of(new JobRequest { PerInstance = each });
        Demand[] others = [.. left.Select(milli => table.Of(new JobRequest
        {
            PerInstance = new ResourceVector(0, 1, Math.Max(1000 - milli, 1)),
        }))];
        TrialResources free = new(new NodeCatalog(platform, table.NodeClass), 0, table.GpuKinds);
        for (int gpu = 0; gpu < left.Length; gpu++)
        {
            if (left[gpu] < 1000)
            {
                free.Take(others[gpu], new Placement([new PlacementSlice(0, 1, 1UL << gpu)]));
            }
        }

        return (free, demand);
    }

    private static TargetShape Shape(Dictionary<string, string> row) => new(
        Int(row["cpu_milli"]), Int(row["num_gpu"]), Int(row["gpu_milli"]),
        [.. row["gpu_spec"].Split('|', StringSplitOptions.RemoveEmptyEntries)],
        double.Parse(row["frequency"], CultureInfo.InvariantCulture));

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<Dictionary<string, string>> Rows(string file)
    {
        using Stream stream = File.OpenRead(SharedData.Path(file));
        bool packed = file.EndsWith(".gz", StringComparison.Ordinal);
        using StreamReader reader = new(packed ? new GZipStream(stream, CompressionMode.Decompress) : stream);
        string[] header = reader.ReadLine()!.Split(',');
        while (reader.ReadLine() is { } line)
        {
            yield return header.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second);
        }
    }
}
