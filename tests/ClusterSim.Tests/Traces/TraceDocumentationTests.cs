using System.Text.RegularExpressions;
using ClusterSim.Traces;

namespace ClusterSim.Tests.Traces;

/// <summary>The page about traces says what the code does.</summary>
public partial class TraceDocumentationTests
{
    private static string Page => File.ReadAllText(Repository.Path("docs/traces.md"));

    [Test]
    public void EveryFormatIsInTheFirstTable()
    {
        string table = Page[..Page.IndexOf("\n- ", StringComparison.Ordinal)];

        Assert.That(FirstCell().Matches(table).Select(match => match.Groups[1].Value),
            Is.EqualTo(TraceFormats.All.Select(format => format.Name)));
    }

    [Test]
    public void TheColumnsOfTheNormalFormAreListedInTheirOrder()
    {
        string section = Page[Page.IndexOf("## The normal form", StringComparison.Ordinal)..];

        Assert.That(FirstCell().Matches(section).Select(match => match.Groups[1].Value),
            Is.EqualTo([.. NormalForm.Columns, .. NormalForm.OptionalColumns]));
    }

    [Test]
    public void TheExampleOfAColumnMapIsValid()
    {
        using TraceFiles files = new();
        string yaml = Page.Split("```yaml\n")[1].Split("```")[0];
        string table = "name,arrived,minutes,limit,gpu_count,ram_gb,state\nj,2024-01-01T00:00:00Z,2,NULL,0.5,1,OK\n";
        string map = files.Write("my-map.yaml", yaml);
        Trace trace = files.Open("jobs.csv", table, "csv:" + map);

        Assert.That(trace.ToWorkload().Jobs.Single().Request.Walltime, Is.EqualTo(TimeSpan.FromHours(24)));
        Assert.That(trace.ToWorkload().Jobs.Single().Request.PerInstance.GpuMilli, Is.EqualTo(500));
        // 1e9 bytes are 953.67 MiB.
        Assert.That(trace.ToWorkload().Jobs.Single().Request.PerInstance.MemoryMiB, Is.EqualTo(954));
    }

    [Test]
    public void EveryUnitOfAColumnMapIsNamed()
    {
        IEnumerable<string> units = Enum.GetValues<CsvMapField>().SelectMany(CsvMapUnits.Of).Distinct();
        Assert.That(units.Where(unit => !Page.Contains($"`{unit}`", StringComparison.Ordinal)), Is.Empty);

        IEnumerable<string> fields = Enum.GetValues<CsvMapField>().Select(CsvMapFile.NameOf);
        Assert.That(fields.Where(field => !Page.Contains($"`{field}`", StringComparison.Ordinal)), Is.Empty);
    }

    [GeneratedRegex("^\\| `([^`]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex FirstCell();
}
