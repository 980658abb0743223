using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Platforms.Topology;

namespace ClusterSim.Experiments.Published;

/// <summary>
/// How much longer steps take on GPUs that are far from each other: measured, and by the network model.
/// </summary>
internal static class LocalityStudy
{
    private const string Measurements = "pollux/sched/traces";
    private const string Throughputs = "gavel/physical_cluster_throughputs.json.gz";
    private const double Within = 0.15;

    private const string TreeNote =
        "from three nodes on, NCCL's trees take the place of one ring; the model gives each node of a tree its NIC in "
        + "both directions alone, and what was measured is not the same part of that for every application";

    private const string BatchNote =
        "the profile's computation is linear in the batch and the model's is not: one V100 takes 3.5 times as long for "
        + "Transformer's batch of 256 as for that of 128";

    private static readonly ImmutableArray<string> Applications =
        ["bert", "cifar10", "deepspeech2", "imagenet", "ncf", "yolov3"];

    public static PublishedStudy Study { get; } = new()
    {
        Name = "locality",
        Title = "Step times of training on close and on distant GPUs",
        Source =
            "Qiao et al., \"Pollux\", OSDI 2021; petuum/adaptdl, branch osdi21-artifact, commit c793c70 (four"
            + " T4 a node); Narayanan et al., \"Heterogeneity-Aware Cluster Scheduling Policies for Deep "
            + "Learning Workloads\", OSDI 2020; stanford-futuredata/gavel, commit c4fa400 (V100)",
        Protocol =
            "A penalty is the step time on GPUs of some placement over the step time with as many GPUs on "
            + "the fewest nodes. A communication profile (computation linear in the batch, bytes, messages, "
            + "overlap) is fitted on every second batch size; its penalties are compared with those measured "
            + "at the other ones. The step time comes from the engine's own path: nodes and links as a "
            + "topology, NCCL's ring or trees as flows. T4: one profile for each application; nodes of "
            + "g4dn.12xlarge, PCIe of 12 GB/s and 50 us a link, no NVLink, 5 Gb/s between nodes, the limit of"
            + " a single flow there. V100: one profile for each model and number of GPUs, because Gavel's "
            + "numbers of GPUs were measured on machines of different kinds (four V100 are slower than two "
            + "there); NVLink of 150 GB/s each way inside a node; one GPU a node when apart, 10 Gb/s. The "
            + "published number is the mean of the measured penalties over the batch sizes that were not "
            + "fitted on, ours that of the model at the same ones. The measurements of cifar10 determine its "
            + "profile badly: its penalties move by up to 8 % with the last digits of a machine's arithmetic, "
            + "and no verdict does.",
        Data =
        [
            .. Applications.Select(name => new PublishedFile(
                $"{Measurements}/{name}/placements.csv",
                "github.com/petuum/adaptdl, branch osdi21-artifact, sched/adaptdl_sched/traces/" + name)),
            new(Throughputs,
                "github.com/stanford-futuredata/gavel, scheduler/physical_cluster_throughputs.json, compressed"),
        ],
        Rows = data => T4(data).Concat(V100(data)),
    };

    private static IEnumerable<PublishedRow> T4(StudyData data)
    {
        LocalityCluster cluster = new(4, new NodeInside { PcieGbps = 96, LatencySeconds = 50e-6 }, nicGbps: 5);
        List<Penalty> all = [];
        foreach (string name in Applications)
        {
            Penalty[] own = [.. OnT4(cluster, name, LocalityTables.Pollux(
                data.PathOf($"{Measurements}/{name}/placements.csv")))];
            all.AddRange(own);
            foreach (string placement in new[] { "11", "12", "22", "1111", "224", "2222", "4444" })
            {
                Penalty[] here = [.. own.Where(one => one.Where == placement)];
                if (here.Length > 0)
                {
                    yield return Row($"T4, {name}, GPUs on each node {placement}", here, TreeNote);
                }
            }
        }

        foreach (PublishedRow row in Summary("T4, all placements", all))
        {
            yield return row;
        }
    }

    private static IEnumerable<Penalty> OnT4(
        LocalityCluster cluster, string name, SortedDictionary<(string Placement, int Batch), double> times)
    {
        ImmutableHashSet<int> fitted = LocalityTables.FittedOn(
            times.Keys.Where(key => key.Placement == "1").Select(key => key.Batch));
        ProfileFit fit = ProfileFit.Of(
        [
            .. times.Where(row => fitted.Contains(row.Key.Batch)).Select(row =>
                new StepObservation(row.Key.Batch, cluster.Exchange(row.Key.Placement), row.Value)),
        ]);
        foreach (((string placement, int batch), double seconds) in times)
        {
            string packed = Packed(placement.Sum(digit => digit - '0'));
            bool spread = placement.Length > packed.Length
                || (placement.Length == packed.Length && Sorted(placement) != Sorted(packed));
            if (!fitted.Contains(batch) && spread && times.TryGetValue((packed, batch), out double close))
            {
                double ours = fit.StepSeconds(batch, cluster.Exchange(placement))
                    / fit.StepSeconds(batch, cluster.Exchange(packed));
                yield return new Penalty(name, placement, seconds / close, ours);
            }
        }
    }

    private static IEnumerable<PublishedRow> V100(StudyData data)
    {
        // NVLink 2: 300 GB/s in both directions together.
        NodeInside inside = new() { IslandGpus = 8, NvlinkGbps = 1200, PcieGbps = 96, LatencySeconds = 10e-6 };
        LocalityCluster cluster = new(8, inside, nicGbps: 10);
        var times = LocalityTables.Gavel(data.PathOf(Throughputs));
        List<Penalty> all = [];
        foreach (var type in times.GroupBy(row => (row.Key.Model, row.Key.Gpus)))
        {
            string close = Digits(type.Key.Gpus), apart = new('1', type.Key.Gpus);
            ImmutableHashSet<int> fitted = LocalityTables.FittedOn(type.Select(row => row.Key.Batch));
            ProfileFit fit = ProfileFit.Of(
            [
                .. type.Where(row => fitted.Contains(row.Key.Batch)).Select(row => new StepObservation(
                    row.Key.Batch, cluster.Exchange(row.Key.Apart ? apart : close), row.Value)),
            ]);
            Penalty[] own =
            [
                .. type.Where(row => row.Key.Apart && !fitted.Contains(row.Key.Batch)
                        && times.ContainsKey(row.Key with { Apart = false }))
                    .Select(row => new Penalty(
                        type.Key.Model, Digits(type.Key.Gpus), row.Value / times[row.Key with { Apart = false }],
                        fit.StepSeconds(row.Key.Batch, cluster.Exchange(apart))
                            / fit.StepSeconds(row.Key.Batch, cluster.Exchange(close)))),
            ];
            all.AddRange(own);
            yield return Row($"V100, {type.Key.Model}, {type.Key.Gpus} GPUs apart", own, BatchNote);
        }

        foreach (PublishedRow row in Summary("V100, all models and numbers of GPUs", all))
        {
            yield return row;
        }
    }

    private static PublishedRow Row(string where, Penalty[] rows, string note)
    {
        PublishedRow row = new()
        {
            Metric = "step time over that of the fewest nodes",
            Where = where,
            Published = rows.Average(one => one.Measured),
            Obtained = rows.Average(one => one.Ours),
            Tolerance = Tolerance.Relative(Within, "the demand on the network model"),
        };
        return row.Verdict == RowVerdict.Passed ? row : row with { Note = note };
    }

    private static IEnumerable<PublishedRow> Summary(string where, List<Penalty> rows)
    {
        foreach ((string metric, double value) in new[]
        {
            ("rows that were not fitted on", rows.Count),
            ("share of these rows within 15 %", rows.Count(one => one.Off <= Within) / (double)rows.Count),
            ("mean error of these rows", rows.Average(one => one.Off)),
        })
        {
            yield return new PublishedRow
            {
                Metric = metric, Where = where, Published = null, Obtained = value,
                Tolerance = Tolerance.NotJudged("nothing was published to compare it with"),
            };
        }
    }

    private static string Packed(int gpus) => new string('4', gpus / 4) is var full && gpus % 4 > 0
        ? (gpus % 4).ToString(CultureInfo.InvariantCulture) + full
        : full;

    private static string Sorted(string placement) => string.Concat(placement.Order());

    private static string Digits(int gpus) => gpus.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Penalty(string Name, string Where, double Measured, double Ours)
    {
        public double Off => Math.Abs((Ours / Measured) - 1);
    }
}
