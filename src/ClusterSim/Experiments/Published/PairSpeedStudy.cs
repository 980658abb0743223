using System.Collections.Immutable;
using ClusterSim.Statistics;
using ClusterSim.Traces.Colocation;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Published;

/// <summary>The one-line model of interference against the pairs that Lucid's authors measured.</summary>
internal static class PairSpeedStudy
{
    private const string Pairs = "lucid/colocate_info.csv.gz", Alone = "lucid/single_data.csv";

    private static readonly (double From, double To, double Mean, int Decimals)[] ByUtilization =
    [
        (0, 50, 1.00, 2), (50, 75, 1.01, 2), (75, 100, 0.97, 2), (100, 125, 0.93, 2), (125, 150, 0.84, 2),
        (150, 200, 0.74, 2),
    ];

    private static readonly double[] ByScore = [1.009, 0.989, 0.948, 0.860, 0.757];

    public static PublishedStudy Study { get; } = new()
    {
        Name = "pair-speeds",
        Title = "Speeds of two training jobs on one GPU",
        Source =
            "Hu et al., \"Lucid: A Non-intrusive, Scalable and Interpretable Scheduler for Deep Learning Training "
            + "Jobs\", ASPLOS 2023; S-Lab-System-Group/Lucid, commit 63685a3. The numbers were taken from its two "
            + "files with NumPy, the line by ordinary least squares",
        Protocol =
            "1,388 pairs of 14 models on an RTX 3090, each job's speed relative to running alone: 2,776 speeds. "
            + "Utilizations and sharing scores are those of the jobs alone. The model that runs use is "
            + "1.033 - 0.00214 x max(0, U1 + U2 - 50); R2 and error are those of the line before it is cut off at 0.4 "
            + "and 1.",
        Data =
        [
            new(Pairs, "github.com/S-Lab-System-Group/Lucid, simulation/data/colocate_info.csv, compressed"),
            new(Alone, "github.com/S-Lab-System-Group/Lucid, simulation/analyzer/single_data.csv"),
        ],
        Rows = Rows,
    };

    private static IEnumerable<PublishedRow> Rows(StudyData data)
    {
        ImmutableArray<Measured> all = [.. Read(data)];
        double[] speeds = [.. all.Select(one => one.Speed)];
        Array.Sort(speeds);
        yield return Row("measured speeds", "all pairs", 2776, all.Length, 0);
        yield return Row("mean speed", "all pairs", 0.937, speeds.Average(), 3);
        yield return Row("median speed", "all pairs", 0.955, Quantiles.OfSorted(speeds, 0.5), 3);
        yield return Row("5th percentile of the speeds", "all pairs", 0.691, Quantiles.OfSorted(speeds, 0.05), 3);
        yield return Row("least speed", "all pairs", 0.444, speeds[0], 3);
        yield return Row("sum of the speeds of a pair, mean", "all pairs", 1.873, 2 * speeds.Average(), 3);
        foreach (PublishedRow row in Line(all).Concat(Bins(all)))
        {
            yield return row;
        }
    }

    private static IEnumerable<Measured> Read(StudyData data)
    {
        Dictionary<string, JobSignature> alone =
            SignatureFile.Read(data.PathOf(Alone)).ToDictionary(one => one.Name, StringComparer.Ordinal);
        foreach (MeasuredPair pair in PairSpeedFile.Pairs(data.PathOf(Pairs)))
        {
            (JobSignature first, JobSignature second) = (alone[pair.First], alone[pair.Second]);
            double utilization = first.GpuUtilization + second.GpuUtilization;
            int score = (first.SharingScore ?? 0) + (second.SharingScore ?? 0);
            yield return new Measured(pair.FirstSpeed, utilization, score);
            yield return new Measured(pair.SecondSpeed, utilization, score);
        }
    }

    private static IEnumerable<PublishedRow> Line(ImmutableArray<Measured> all)
    {
        double meanX = all.Average(Excess), meanY = all.Average(one => one.Speed);
        double slope = all.Sum(one => (Excess(one) - meanX) * (one.Speed - meanY))
            / all.Sum(one => Math.Pow(Excess(one) - meanX, 2));
        double squares = all.Sum(one => Math.Pow(one.Speed - OnLine(one), 2));
        double variation = all.Sum(one => Math.Pow(one.Speed - meanY, 2));
        yield return Row("intercept of the line", "least squares", 1.033, meanY - (slope * meanX), 3);
        yield return Row("slope of the line (1/%)", "least squares", -0.00214, slope, 5);
        yield return Row("R2 of the model", "all pairs", 0.38, 1 - (squares / variation), 2);
        yield return Row(
            "mean absolute error of the model", "all pairs", 0.075,
            all.Average(one => Math.Abs(one.Speed - OnLine(one))), 3);
    }

    private static IEnumerable<PublishedRow> Bins(ImmutableArray<Measured> all)
    {
        foreach ((double from, double to, double mean, int decimals) in ByUtilization)
        {
            yield return Row(
                "mean speed", $"summed utilization over {from} to {to} %", mean,
                all.Where(one => one.Utilization > from && one.Utilization <= to).Average(one => one.Speed), decimals);
        }

        for (int score = 0; score < ByScore.Length; score++)
        {
            yield return Row(
                "mean speed", $"summed sharing score {score}", ByScore[score],
                all.Where(one => one.Score == score).Average(one => one.Speed), 3);
        }
    }

    private static double Excess(Measured one) => Math.Max(0, one.Utilization - 50);

    private static double OnLine(Measured one) => 1.033 - (0.00214 * Excess(one));

    private static PublishedRow Row(string metric, string where, double published, double obtained, int decimals) =>
        new()
        {
            Metric = metric,
            Where = where,
            Published = published,
            Obtained = obtained,
            Tolerance = Tolerance.Decimals(decimals),
        };

    private readonly record struct Measured(double Speed, double Utilization, int Score);
}
