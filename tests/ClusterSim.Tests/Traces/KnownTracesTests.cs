using ClusterSim.Traces;
using ClusterSim.Traces.Auditing;

namespace ClusterSim.Tests.Traces;

/// <summary>The catalogue of known issues, its page, and whether traces are recognised.</summary>
public class KnownTracesTests
{
    [Test]
    public void ThePageIsTheCatalogue()
    {
        string page = Repository.Path("docs/known-issues.md");
        if (Environment.GetEnvironmentVariable("CLUSTERSIM_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(page, KnownTraces.ToMarkdown());
        }

        Assert.That(File.ReadAllText(page), Is.EqualTo(KnownTraces.ToMarkdown()));
    }

    [Test]
    public void EveryIssueSaysWhatItDoesAndWhereItIsKnownFrom()
    {
        foreach (KnownTrace trace in KnownTraces.All)
        {
            Assert.That(trace.Issues, Is.Not.Empty, trace.Name);
            foreach (KnownIssue issue in trace.Issues)
            {
                string[] texts = [issue.What, issue.Effect, issue.Handling, issue.Source];
                Assert.That(texts, Has.All.Length.GreaterThan(2), trace.Name);
            }
        }

        Assert.That(KnownTraces.All.Select(trace => trace.Name), Is.Unique);
    }

    [TestCase("pwa-swf/RICC-2010-2.swf.gz", "RICC")]
    [TestCase("pwa-swf/NASA-iPSC-1993-3.1-cln.swf.gz", "NASA iPSC")]
    [TestCase("microsoft-philly/philly.csv.gz", "Microsoft Philly")]
    [TestCase("alibaba-gpu-v2023/openb_pod_list_cpu0.csv.gz", "Alibaba GPU v2023 (openb)")]
    public void RealTracesAreRecognised(string file, string expected)
    {
        string[] names = [.. KnownTraces.Recognised(Trace.Open(SharedData.Path(file))).Select(trace => trace.Name)];

        Assert.That(names[^1], Is.EqualTo(expected));
        Assert.That(names, Has.Length.EqualTo(file.EndsWith(".swf.gz", StringComparison.Ordinal) ? 2 : 1));
    }

    [Test]
    public void EveryFormatOfAPublicTraceIsInTheCatalogueAndNoOther()
    {
        string[] own = ["clustersim-jobs", "csv", "batsim"];
        string[] formats = [.. TraceFormats.All.Select(format => format.Name)];

        Assert.That(
            formats.Except(own).Select(format => (format, KnownTraces.CountOf(format))),
            Is.All.Matches<(string Format, int Count)>(pair => pair.Count > 0));
        Assert.That(own.Select(KnownTraces.CountOf), Is.All.Zero);
        Assert.That(
            KnownTraces.All.SelectMany(trace => trace.Formats)
                .Where(name => !formats.Any(format => format.StartsWith(name, StringComparison.Ordinal))),
            Is.Empty, "catalogue entries for formats that are not read");
    }

    [Test]
    public void ALogOfOnesOwnHasTheIssuesOfItsFormatOnly()
    {
        using TraceFiles files = new();
        Trace trace = files.Open("mine.swf", "1 0 0 10 2 -1 -1 2 20 -1 1 1 1 1 1 1 -1 -1\n");

        Assert.That(KnownTraces.Recognised(trace).Single().Name, Does.StartWith("Standard Workload Format"));
    }
}
