using System.Globalization;
using ClusterSim.Experiments;

namespace ClusterSim.Tests.Experiments;

/// <summary>The table of effects of a small experiment, against sums over its job tables.</summary>
public sealed class EffectTablesTests
{
    private static readonly string _folder = Path.Combine(Path.GetTempPath(), $"effects-{Guid.NewGuid():N}");

    [OneTimeSetUp]
    public void RunOnce()
    {
        string file = Path.Combine(_folder, "experiment.yaml");
        Directory.CreateDirectory(_folder);
        File.WriteAllText(file, $"""
            traces: [{"{"}generate: philly-shaped, set: {"{"}jobs: 150, jobs_per_hour: 60{"}"}{"}"}]
            platforms: gpus:8x8
            policies: [easy, easy+patterns]
            seeds: [1..5]
            rules: {Repository.Path("rules")}
            outputs: series
            tables: csv
            """);
        ExperimentRun.Execute(ExperimentSpec.Load(file), Path.Combine(_folder, "out"));
    }

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    // Mean over five seeds of the mean of the column queueing_delay, summed up here from jobs.csv.
    [Test]
    public void MeanDelayIsThatOfTheJobTables()
    {
        string[] row = Rows().Single(cells => cells[4] == "mean_queueing_delay_seconds");
        double without = Enumerable.Range(1, 5).Average(seed => Column(seed, "easy", "queueing_delay").Average());
        double with = Enumerable.Range(1, 5).Average(seed => Column(seed, "easy-patterns", "queueing_delay").Average());
        Assert.Multiple(() =>
        {
            Assert.That(Number(row[5]), Is.EqualTo(without).Within(1e-6));
            Assert.That(Number(row[6]), Is.EqualTo(with).Within(1e-6));
            Assert.That(Number(row[7]), Is.EqualTo(with - without).Within(1e-6));
            Assert.That(Number(row[7]), Is.InRange(Number(row[8]), Number(row[9])));
        });
    }

    // The platform has no power, so that energy is not known and has no row.
    [Test]
    public void MetricThatNoRunDeterminesHasNoRow() =>
        Assert.That(Rows().Select(cells => cells[4]), Does.Not.Contain("energy_kwh"));

    [Test]
    public void JobsThatEndedLaterAreCounted()
    {
        int later = 0, jobs = 0;
        for (int seed = 1; seed <= 5; seed++)
        {
            double[] without = Column(seed, "easy", "end_time"), with = Column(seed, "easy-patterns", "end_time");
            later += without.Zip(with).Count(pair => pair.Second - pair.First > 60);
            jobs += without.Length;
        }

        string share = (100.0 * later / jobs).ToString("0.0", CultureInfo.InvariantCulture);
        Assert.That(later, Is.Positive);
        Assert.That(File.ReadAllText(Path.Combine(_folder, "out", "pattern-effects.md")), Does.Contain($"({share} %)"));
    }

    [Test]
    public void ReportHasTheChapter() =>
        Assert.That(
            File.ReadAllText(Path.Combine(_folder, "out", "report.html")),
            Does.Contain("What acting on rules changed"));

    private static IEnumerable<string[]> Rows() => File
        .ReadLines(Path.Combine(_folder, "out", "pattern-effects.csv")).Skip(1).Select(line => line.Split(','));

    private static double[] Column(int seed, string policy, string name)
    {
        string[] lines = File.ReadAllLines(Path.Combine(_folder, "out", $"seed{seed}-{policy}", "jobs.csv"));
        int at = Array.IndexOf(lines[0].Split(','), name);
        return [.. lines.Skip(1).Select(line => Number(line.Split(',')[at]))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
