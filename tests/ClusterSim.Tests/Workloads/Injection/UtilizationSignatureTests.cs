using System.Globalization;
using System.IO.Compression;
using ClusterSim.Randomness;
using ClusterSim.Workloads.Injection;

namespace ClusterSim.Tests.Workloads.Injection;

/// <summary>
/// The shipped tables against the published measurements: the greatest distance between the distribution functions
/// (the statistic of Kolmogorov and Smirnov), of the table itself and of 20,000 numbers drawn from it. The measured
/// values are whole percents, so that the functions are compared at the values measured.
/// </summary>
public sealed class UtilizationSignatureTests
{
    // The tables are made to stay within 0.7 %; rounding of the points adds up to 0.1 %. The step at a whole percent
    // comes on top: between two points the table runs through a step of up to 2 %.
    private const double TablePercent = 1.5;

    // Critical distance of 20,000 draws at the level 0.001: 1.95 / sqrt(20,000) = 1.4 %.
    private const double DrawnPercent = TablePercent + 1.4;

    [TestCase("seren", "acme/util_cdf/util_gpu_seren.csv")]
    [TestCase("kalos", "acme/util_cdf/util_gpu_kalos_full.csv")]
    [TestCase("philly", "acme/util_cdf/util_gpu_philly.csv")]
    [TestCase("pai", "acme/util_cdf/util_gpu_pai.csv")]
    public void TableIsThePublishedDistribution(string name, string file) =>
        Check(name, Published(SharedData.Path(file)));

    [Test]
    public void TableIsTheDutyCycleOfThePods() =>
        Check("genai", Pods(SharedData.Path("alibaba-v2026-genai/pod_gpu_duty_cycle_anon.tar.gz")));

    // 66.8 % of the samples of the GenAI pods are exactly 0: 105,226 of 157,417, counted with awk.
    [Test]
    public void TwoThirdsOfTheSamplesOfThePodsAreIdle() =>
        Assert.That(UtilizationSignature.Find("genai")!.Samples.PercentUpTo(0), Is.EqualTo(66.8).Within(0.1));

    private static void Check(string name, List<(double Value, double Percent)> measured)
    {
        QuantileDistribution table = UtilizationSignature.Find(name)!.Samples;
        RandomStream stream = new(3, name);
        double[] drawn = [.. Enumerable.Range(0, 20_000).Select(_ => table.Sample(stream)).Order()];
        double ofTable = 0, ofDrawn = 0;
        foreach ((double value, double percent) in measured)
        {
            ofTable = Math.Max(ofTable, Math.Abs(table.PercentUpTo(value) - percent));
            int upTo = Array.FindLastIndex(drawn, x => x <= value) + 1;
            ofDrawn = Math.Max(ofDrawn, Math.Abs((100.0 * upTo / drawn.Length) - percent));
        }

        Assert.Multiple(() =>
        {
            Assert.That(ofTable, Is.LessThan(TablePercent));
            Assert.That(ofDrawn, Is.LessThan(DrawnPercent));
        });
    }

    // Columns x1, y1: a value, and percent of the samples that are at most that. The last row of a value counts.
    private static List<(double Value, double Percent)> Published(string path) =>
    [
        .. File.ReadLines(path).Skip(1).Select(line => line.Split(',')).Where(cells => cells[0].Length > 0)
            .Select(cells => (Number(cells[0]), Number(cells[1]))).GroupBy(point => point.Item1)
            .Select(points => (points.Key, points.Max(point => point.Item2))),
    ];

    private static List<(double Value, double Percent)> Pods(string path)
    {
        using GZipStream unzipped = new(File.OpenRead(path), CompressionMode.Decompress);
        using System.Formats.Tar.TarReader archive = new(unzipped);
        using StreamReader reader = new(archive.GetNextEntry()!.DataStream!);
        double[] values = [.. Rows(reader).Select(line => Number(line.Split(',')[0])).Order()];
        return
        [
            .. values.Select((value, i) => (value, 100.0 * (i + 1) / values.Length)).GroupBy(point => point.value)
                .Select(points => (points.Key, points.Max(point => point.Item2))),
        ];
    }

    private static IEnumerable<string> Rows(StreamReader reader)
    {
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
