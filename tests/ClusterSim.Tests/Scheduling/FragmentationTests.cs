using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling;

public class FragmentationTests
{
    private static readonly ImmutableArray<TargetShape> HandTarget =
    [
        new(4000, 1, 500, [], 0.5), new(8000, 2, 1000, [], 0.2), new(16_000, 1, 1000, [], 0.1),
        new(2000, 0, 0, [], 0.2),
    ];

    private static readonly string[] s_classes =
    [
        "q1_lack_both", "q2_lack_gpu", "q3_satisfied", "q4_lack_cpu", "xl_satisfied", "xr_lack_cpu", "no_access",
        "frag_before",
    ];

    // g = [600, 1000], CPU 8000. Shape 1 fits, no slivers: 0. Shape 2 needs two whole GPUs: 1600. Shape 3 lacks CPU:
    // 1600. Shape 4 asks no GPU: 1600. F = 1600 x (.2 + .1 + .2) = 800. A shape 1 on GPU 0 leaves CPU 4000 and
    // [100, 1000]: .5 x 100 + .5 x 1100 = 600. On GPU 1 it leaves [600, 500]: .5 x 1100 = 550.
    [TestCase(8000, 600, 1000, 800)]
    [TestCase(4000, 100, 1000, 600)]
    [TestCase(4000, 600, 500, 550)]
    [TestCase(8000, 0, 0, 0)]
    public void FragmentationOfTheHandExample(int cpu, int gpu0, int gpu1, double expected) =>
        Assert.That(Fragmentation.OfNode(cpu, [gpu0, gpu1], "", HandTarget), Is.EqualTo(expected).Within(1e-9));

    [Test]
    public void ANodeThatAShapeDoesNotAcceptIsLostToIt()
    {
        ImmutableArray<TargetShape> target = [new(1000, 1, 1000, ["T4"], 0.25), new(1000, 1, 1000, [], 0.75)];
        Assert.That(Fragmentation.OfNode(8000, [1000, 400], "T4", target), Is.EqualTo(400));
        Assert.That(Fragmentation.OfNode(8000, [1000, 400], "P100", target), Is.EqualTo((0.25 * 1400) + (0.75 * 400)));
    }

    // Node states and fragmentation as the simulator that accompanies the paper computes them.
    [Test]
    public void FragmentationEqualsThePublishedSimulator()
    {
        ImmutableArray<TargetShape> target = [.. Rows("peers/fgd/typical_pods/default.csv").Select(Shape)];
        Dictionary<string, string>[] states = [.. Rows("peers/fgd/vectors/default_typical.csv.gz")];
        Assert.That(states, Has.Length.EqualTo(828));
        FragmentationMeasure measure = new(target);
        foreach (Dictionary<string, string> state in states)
        {
            string[] left = state["node_gpu_milli_left"].Split('-', StringSplitOptions.RemoveEmptyEntries);
            int[] gpus = [.. left.Select(Int)];
            int cpu = Int(state["node_cpu_milli_left"]);
            FragmentationClasses actual = measure.OfNode(cpu, gpus, state["node_model"]);
            double[] classes =
            [
                actual.LackBoth, actual.LackGpu, actual.Usable, actual.LackCpu, actual.NoGpuFits,
                actual.NoGpuLacksCpu, actual.NotAccepted, actual.Unusable,
            ];
            Assert.That(classes, Is.EqualTo(s_classes.Select(name => Number(state[name]))).Within(1e-9));
        }
    }

    // The target workload that the published simulator takes from openb's pod lists, in its order.
    [TestCase("default")]
    [TestCase("gpuspec33")]
    public void TheTargetWorkloadEqualsThePublishedSimulator(string trace)
    {
        Workload workload = new(Rows($"alibaba-gpu-v2023/openb_pod_list_{trace}.csv.gz").Select(Pod));
        TargetShape[] expected = [.. Rows($"peers/fgd/typical_pods/{trace}.csv").Select(Shape)];
        TargetShape[] actual = [.. Fragmentation.TargetOf(workload)];
        Assert.That(actual.Select(Text), Is.EqualTo(expected.Select(Text)));
    }

    private static string Text(TargetShape shape) => string.Create(
        CultureInfo.InvariantCulture,
        $"{shape.CpuMilli} {shape.Gpus} {shape.GpuMilli} {string.Join('|', shape.GpuModels)} {shape.Popularity:F12}");

    private static TargetShape Shape(Dictionary<string, string> row) => new(
        Int(row["cpu_milli"]), Int(row["num_gpu"]), Int(row["gpu_milli"]), Models(row), Number(row["frequency"]));

    private static Job Pod(Dictionary<string, string> row) => new()
    {
        Id = row["name"],
        SubmitTime = SimTime.Zero,
        Request = new JobRequest
        {
            PerInstance = new ResourceVector(Int(row["cpu_milli"]), Int(row["num_gpu"]), Int(row["gpu_milli"])),
            GpuModels = Models(row),
        },
        Profile = new JobProfile(),
    };

    private static ImmutableArray<string> Models(Dictionary<string, string> row) =>
        [.. row["gpu_spec"].Split('|', StringSplitOptions.RemoveEmptyEntries)];

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

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
