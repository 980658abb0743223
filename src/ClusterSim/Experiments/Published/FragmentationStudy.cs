using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Scheduling;

namespace ClusterSim.Experiments.Published;

/// <summary>Fragmentation of single nodes, as the unit tests of FGD's artefact have it.</summary>
internal static class FragmentationStudy
{
    private const int NodeGpus = 8, Whole = 1000;

    // Shapes that the tests take as typical: milli-CPU, milli-GPU, GPUs, percent of all pods, accepted model.
    private const string WithModels =
        """
        6000 465 1 9.33; 8000 440 1 9.15 2080; 8000 475 1 8.76 T4; 8000 440 1 8.72 P100; 2000 465 1 8.68; 12000 900
        1 8.65; 4000 900 1 8.43; 16000 678 1 8.36 T4; 8000 500 1 8.29; 6000 511 1 8.11; 14000 1000 2 0.54 2080; 4000
        1000 1 0.43 2080; 32000 1000 2 0.43 T4; 16000 1000 1 0.40 V100M16; 64000 1000 2 0.40; 10000 1000 2 0.40;
        11400 1000 1 0.36 T4; 16000 1000 1 0.36 T4; 4000 1000 2 0.36; 14000 1000 2 0.36 V100M16; 8000 1000 4 0.36;
        16000 1000 2 0.32; 2000 1000 1 0.32 T4; 6000 1000 1 0.32; 4000 1000 1 0.32; 5000 1000 1 0.32; 32000 1000 4
        0.32 V100M16; 32000 1000 2 0.32; 24000 1000 8 0.32 2080; 40000 1000 4 0.29; 32000 1000 8 0.29; 32000 1000 1
        0.29 T4; 16000 1000 1 0.25; 7000 1000 1 0.25 V100M16; 24000 1000 1 0.25 T4
        """;

    private const string WithoutGpus =
        """
        15700 1000 1 28.69; 11900 1000 1 18.93; 11400 1000 1 12.27; 1000 0 0 7.36; 18710 1000 1 4.85; 8200 1000 1
        3.79; 16400 1000 1 3.31; 9810 1000 1 1.97; 15200 1000 1 1.87; 11200 1000 1 1.81; 14200 1000 1 1.76; 12000 0
        0 1.65; 14900 1000 1 1.39; 60200 1000 4 1.23; 64200 1000 8 1.07; 32200 1000 4 1.01; 17400 1000 2 0.91; 30200
        1000 2 0.69; 16000 1000 1 0.64; 15000 1000 1 0.59; 64000 1000 8 0.53; 15000 0 0 0.53; 11910 1000 1 0.53;
        120200 1000 8 0.48; 11300 1000 1 0.37; 30000 1000 2 0.32; 9800 1000 1 0.32; 8000 1000 1 0.32; 2000 1000 1
        0.27; 2000 80 1 0.27; 1000 1000 1 0.27
        """;

    private static readonly (string Node, string Target, int CpuMilli, int[] Gpus, string Model, double Amount)[]
        s_tests =
    [
        ("4x1080 used", WithModels, 1000, [200, 1000, 1000, 500], "1080", 2566.62),
        ("4x1080 full", WithModels, 1000, [1000, 1000, 1000, 1000], "1080", 3802.40),
        ("8x1080 full", WithModels, 1000, Free(8), "1080", 7604.80),
        ("4x1080 used, one shape", "6000 465 1 9.33", 1000, [200, 1000, 1000, 500], "1080", 251.91),
        ("8xP100 empty", WithoutGpus, 64_000, Free(8), "P100", 887.20),
        ("8xP100 halved", WithoutGpus, 32_000, Free(4), "P100", 554.4),
        ("8xP100 without CPU", WithoutGpus, 0, Free(4), "P100", 4000),
    ];

    private static readonly ImmutableArray<TargetShape> s_hand =
    [
        new(4000, 1, 500, [], 0.5), new(8000, 2, 1000, [], 0.2), new(16_000, 1, 1000, [], 0.1),
        new(2000, 0, 0, [], 0.2),
    ];

    private static readonly (string Node, int CpuMilli, int[] Gpus, double Amount)[] s_handWorked =
    [
        ("by hand: two GPUs, 600 and 1000 free", 8000, [600, 1000], 800),
        ("by hand: a pod of 500 on the first", 4000, [100, 1000], 600),
        ("by hand: a pod of 500 on the second", 4000, [600, 500], 550),
    ];

    public static PublishedStudy Study { get; } = new()
    {
        Name = "fragmentation",
        Title = "Fragmentation of a node",
        Source = "Weng et al., \"Beware of Fragmentation\", USENIX ATC 2023, section 4; "
            + "hkust-adsl/kubernetes-scheduler-simulator, commit 8f3d641, pkg/utils/frag_test.go",
        Protocol =
            "GPU share in 1/1000 that the typical pods cannot use on a node, expected over their popularity. The nodes "
            + "and typical pods are those of the artefact's unit tests, one of them with pods that ask no GPU; the "
            + "last three are worked out by hand.",
        Rows = _ => Tests().Concat(HandWorked()),
    };

    private static IEnumerable<PublishedRow> Tests() => s_tests.Select(test => Row(
        test.Node, test.Amount, Fragmentation.OfNode(test.CpuMilli, test.Gpus, test.Model, Shapes(test.Target)), 2));

    private static IEnumerable<PublishedRow> HandWorked() => s_handWorked.Select(test => Row(
        test.Node, test.Amount, Fragmentation.OfNode(test.CpuMilli, test.Gpus, "", s_hand), 0));

    private static PublishedRow Row(string node, double published, double obtained, int decimals) => new()
    {
        Metric = "fragmentation (GPU/1000)",
        Where = node,
        Published = published,
        Obtained = obtained,
        Tolerance = Tolerance.Decimals(decimals),
    };

    private static int[] Free(int gpus) =>
        [.. Enumerable.Range(0, NodeGpus).Select(gpu => gpu < gpus ? Whole : 0)];

    private static ImmutableArray<TargetShape> Shapes(string text) =>
    [
        .. text.Split(';').Select(shape => shape.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Select(words => new TargetShape(
                Number(words[0]), Number(words[2]), Number(words[1]), [.. words.Skip(4)], Percent(words[3]) / 100)),
    ];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double Percent(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
