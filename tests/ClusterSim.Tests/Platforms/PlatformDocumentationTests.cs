using ClusterSim.Platforms;

namespace ClusterSim.Tests.Platforms;

/// <summary>The examples in docs/platforms.md say what they do.</summary>
public sealed class PlatformDocumentationTests
{
    private static readonly string _text = File.ReadAllText(Repository.Path("docs/platforms.md"));

    [Test]
    public void CompleteExampleLoads()
    {
        Platform platform = PlatformFileFixture.Load(Between("```yaml\n", "```"));
        Assert.That(
            (platform.Nodes.Length, platform.TotalGpus, platform.Nodes[^1].Tor,
                platform.Model("V100-32GB").PricePerHour),
            Is.EqualTo((5, 32, "gpu-tor-0", 3.06)));
    }

    [Test]
    public void EveryFileThatComesAlongIsInTheTableWithItsTotals()
    {
        foreach (string path in Directory.EnumerateFiles(Repository.Path("platforms"), "*.yaml"))
        {
            Platform platform = Platform.Load(path);
            string row =
                FormattableString.Invariant(
                $"| `{Path.GetFileName(path)}` | {platform.Nodes.Length:N0} | {platform.TotalGpus:N0} |");
            Assert.That(_text, Does.Contain(row));
        }
    }

    [Test]
    public void ErrorsReadAsShown()
    {
        string[] problems = PlatformFileFixture.Problems("""
            # broken
            name: broken
            gpu_models: { V100-32GB: {} }
            #
            nodes:
              - name: a
                gpus: 8 x
                memory: 768
              - name: b
                gpu: 2 x T4
            """);
        string[] shown =
            [.. Between("```\nbroken", "```").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(WithoutFile)];
        Assert.That(problems.Zip(shown).All(pair => pair.First.StartsWith(pair.Second, StringComparison.Ordinal)),
            Is.True);
        Assert.That(problems, Has.Length.EqualTo(shown.Length));
    }

    private static string WithoutFile(string line) =>
        line[(line.IndexOf(".yaml:", StringComparison.Ordinal) + 6)..].Replace(" ...", "");

    private static string Between(string begin, string end)
    {
        int from = _text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return _text[from.._text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
