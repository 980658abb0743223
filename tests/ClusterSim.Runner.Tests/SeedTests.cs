namespace ClusterSim.Runner.Tests;

/// <summary>Equal seeds give equal bytes, other seeds other results, wherever something is random.</summary>
public sealed class SeedTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void TheGeneratorFollowsTheSeed()
    {
        string[] same = Bytes(seed => Generate(seed), "4", "4", "5");
        Assert.That((same[0] == same[1], same[0] == same[2]), Is.EqualTo((true, false)));
    }

    [Test]
    public void FailuresFollowTheSeed() => AssertFollowsTheSeed(
        "--policy=fifo", "--option=failures.mean_time_between_failures=20 h",
        "--option=failures.mean_time_to_repair=1 h");

    [Test]
    public void RandomPlacementFollowsTheSeed() =>
        AssertFollowsTheSeed("--policy=fifo-skip", "--set=placement=random");

    [Test]
    public void APlacementAtRandomIsNotSaidToIgnoreTheSeed()
    {
        ToolRun random = Run("9", "--policy=fifo-skip", "--set=placement=random");
        ToolRun fixedRun = Run("8", "--policy=fifo-skip");
        Assert.That(random.Error, Does.Not.Contain("The seed had no effect"));
        Assert.That(fixedRun.Error, Does.Contain("The seed had no effect"));
    }

    private void AssertFollowsTheSeed(params string[] options)
    {
        string[] same = Bytes(
            seed =>
            {
                Run(seed, options);
                string text = File.ReadAllText(Directory.GetFiles(
                    _folder["out"], "allocations.csv", SearchOption.AllDirectories).Single());
                Directory.Delete(_folder["out"], recursive: true);
                return text;
            },
            "4", "4", "5");
        Assert.That((same[0] == same[1], same[0] == same[2]), Is.EqualTo((true, false)));
    }

    private static string[] Bytes(Func<string, string> make, params string[] seeds) => [.. seeds.Select(make)];

    private string Generate(string seed)
    {
        ToolRun.Good(
            "generate", "--preset", "synthetic-small", "--set", "jobs=50", "--seed", seed, "--out", _folder["t.csv"]);
        string text = File.ReadAllText(_folder["t.csv"]);
        Directory.GetFiles(_folder["."]).ToList().ForEach(File.Delete);
        return text;
    }

    private ToolRun Run(string seed, params string[] options) => ToolRun.Good(
    [
        "run", "--trace", "traces/synthetic-small", "--platform", "platforms/small-gpu.yaml",
        "--seed", seed, "--out", _folder["out"], .. options,
    ]);
}
