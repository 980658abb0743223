using System.Globalization;
using System.Text.Json;
using ClusterSim.Experiments;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Injection;

namespace ClusterSim.Tests.Experiments;

/// <summary>The tables of detection quality of a small experiment, against its labels and detections.</summary>
public sealed class QualityScoringTests
{
    private static readonly string _folder = Path.Combine(Path.GetTempPath(), $"quality-{Guid.NewGuid():N}");

    [OneTimeSetUp]
    public void RunOnce()
    {
        Directory.CreateDirectory(_folder);
        ExperimentRun.Execute(
            ExperimentSpec.Load(Write("IdleTailOfJob: [idle-tail]", "RetryLoopOfUser: [retry-loop]")),
            Path.Combine(_folder, "out"));
    }

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    // Episodes of clear retry loops counted off the labels; named jobs of one off the file of detections.
    [Test]
    public void RetryLoopsAreCountedAsTheLabelsHaveThem()
    {
        int there = 0, found = 0;
        foreach (int seed in new[] { 1, 2 })
        {
            GeneratorOptions options = GeneratorSettings.Options(
                "detection-quality", new Dictionary<string, string> { ["jobs"] = "300" }, seed);
            BehaviorLabel[] clear =
            [
                .. WorkloadGenerator.Generate(options).Behaviors
                    .Where(label => label is { Behavior: "retry-loop", Grade: LabelGrade.Clear }),
            ];
            HashSet<string> hit = [.. Hits(seed, "RetryLoopOfUser")];
            there += clear.Select(label => label.Episode).Distinct().Count();
            found += clear.Where(label => hit.Contains(label.JobId)).Select(label => label.Episode).Distinct().Count();
        }

        string[] row = Row("RetryLoopOfUser");
        Assert.That(there, Is.Positive);
        Assert.That((row[2], row[3]), Is.EqualTo((Text(there), Text(found))));
    }

    [Test]
    public void ReportAndTableForPeopleHaveTheChapter()
    {
        string table = File.ReadAllText(Path.Combine(_folder, "out", "detection-quality.md"));
        string report = File.ReadAllText(Path.Combine(_folder, "out", "report.html"));
        Assert.That(table, Does.Contain("| IdleTailOfJob | idle-tail |"));
        Assert.That(report, Does.Contain("Rules against labels"));
    }

    [Test]
    public void UnknownBehaviourIsAProblemWithItsPlace() =>
        Assert.That(
            () => ExperimentSpec.Load(Write("IdleTailOfJob: [idle-tale]")),
            Throws.TypeOf<ExperimentException>().With.Message.Contains("idle-tale").And.Message.Contains("idle-tail")
                .And.Message.Contains("responsible"));

    private static string Write(params string[] responsible)
    {
        string file = Path.Combine(_folder, $"experiment-{responsible.Length}.yaml");
        File.WriteAllText(
            file,
            "traces: [{generate: detection-quality, set: {jobs: 300}}]\nplatforms: gpus:64x8\npolicies: fifo-skip\n"
            + $"seeds: [1, 2]\nrules: {Repository.Path("experiments/rules")}\noutputs: none\nresponsible:\n"
            + string.Concat(responsible.Select(line => $"  {line}\n")));
        return file;
    }

    private static IEnumerable<string> Hits(int seed, string rule) => File
        .ReadLines(Path.Combine(_folder, "out", $"seed{seed}-fifo-skip", "detections.jsonl"))
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Where(hit => hit.GetProperty("rule_id").GetString() == rule)
        .Select(hit => hit.GetProperty("job_id").GetString()!);

    private static string[] Row(string rule) => File
        .ReadLines(Path.Combine(_folder, "out", "detection-quality.csv")).Select(line => line.Split(','))
        .Single(cells => cells[0] == rule);

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
