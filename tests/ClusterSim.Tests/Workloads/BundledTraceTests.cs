using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Workloads;

/// <summary>
/// The files in <c>traces/</c> are what the generator gives today, byte for byte: a change of a stream, a sampler or
/// the normal form shows here before it shows in somebody's results.
/// </summary>
public sealed class BundledTraceTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("clustersim-traces-").FullName;

    [TearDown]
    public void DropFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("synthetic-small")]
    [TestCase("synthetic-waste")]
    [TestCase("synthetic-hpc")]
    public void BundledTraceIsWhatItsPresetGives(string name)
    {
        string path = Path.Combine(_folder, name + ".csv");
        NormalForm.Write(Preset(name).Workload, path);
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(File.ReadAllBytes(Bundled(name + ".csv"))));
    }

    [TestCase("synthetic-small")]
    [TestCase("synthetic-waste")]
    public void BundledLabelsAreWhatThePresetGives(string name)
    {
        StringWriter labels = new();
        Preset(name).WriteLabels(labels);
        Assert.That(File.ReadAllText(Bundled(name + ".labels.csv")), Is.EqualTo(labels.ToString()));
    }

    [Test]
    public void BatchJobsHaveNoLabels() => Assert.That(Preset("synthetic-hpc").Labels, Is.Empty);

    [TestCase("synthetic-small")]
    [TestCase("synthetic-waste")]
    [TestCase("synthetic-hpc")]
    public void ReadingBackGivesTheGeneratedJobs(string name)
    {
        Workload read = Trace.Open(Bundled(name)).ToWorkload();
        Workload generated = Preset(name).Workload;
        Assert.That(read.Jobs.Select(Text), Is.EqualTo(generated.Jobs.Select(Text)));
    }

    [Test]
    public void BundledFilesStaySmall() =>
        Assert.That(
            Directory.EnumerateFiles(Repository.Path("traces")).Where(path => new FileInfo(path).Length >= 300_000)
                .Select(Path.GetFileName),
            Is.Empty);

    private static GeneratedWorkload Preset(string name) =>
        WorkloadGenerator.Generate(GeneratorPresets.Find(name).Options);

    private static string Bundled(string file) => Repository.Path(Path.Combine("traces", file));

    private static string Text(Job job) =>
        $"{job.Id} {job.SubmitTime} {job.Request} {job.Profile with { Phases = [] }} "
        + string.Join(' ', job.Profile.Phases);
}
