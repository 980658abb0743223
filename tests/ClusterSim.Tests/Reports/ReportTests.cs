using System.Text.Json;
using ClusterSim.Engine;
using ClusterSim.Impact;
using ClusterSim.Reports;

namespace ClusterSim.Tests.Reports;

[TestFixture]
internal sealed class ReportTests
{
    private ScratchFolder _folder = null!;

    [OneTimeSetUp]
    public void SetUp()
    {
        _folder = new ScratchFolder();
        HostileRuns.Write(_folder.Path);
        Report.Write(_folder.Path);
    }

    [OneTimeTearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void NamesOfTheTraceNeverBecomeMarkup()
    {
        string html = _folder.Read("report.html"), markdown = _folder.Read("report.md");
        Assert.Multiple(() =>
        {
            // The page itself has one script and one block of data; every other one would come from a name.
            Assert.That(html.Split("<script").Length - 1, Is.EqualTo(2));
            Assert.That(html.Split("</script").Length - 1, Is.EqualTo(2));
            Assert.That(html, Does.Not.Contain("<img"));
            Assert.That(html, Does.Contain("&lt;script&gt;window.injected=1&lt;/script&gt;"));
            Assert.That(markdown, Does.Not.Contain("<script").And.Not.Contain("<img"));
        });
    }

    [Test]
    public void ThePageAsksForNothingFromAnywhere() =>
        Assert.That(_folder.Read("report.html"), Does.Not.Match(@"(src|href)=""(?!#)|url\(|@import|https?://"));

    [Test]
    public void TheSameFolderGivesTheSameBytes()
    {
        string[] before = [.. Written()];
        Report.Write(_folder.Path);
        Assert.That(Written(), Is.EqualTo(before));
    }

    [Test]
    public void TheAnswerOfTheComparisonStandsInAllThreeReports()
    {
        RunResult fifo = FinishedRun.Read(_folder.File("fifo")).Result,
            skip = FinishedRun.Read(_folder.File("fifo-skip")).Result;
        string answer = Comparison.Of(fifo, skip).Arms[0].Answer;
        using JsonDocument data = JsonDocument.Parse(_folder.Read("report.json"));
        Assert.Multiple(() =>
        {
            Assert.That(_folder.Read("report.html").Replace('\u00a0', ' '), Does.Contain(answer));
            Assert.That(_folder.Read("report.md"), Does.Contain(answer.Replace("_", "\\_", StringComparison.Ordinal)));
            Assert.That(data.RootElement.GetProperty("groups")[0].GetProperty("answer").GetString(),
                Is.EqualTo(answer));
        });
    }

    [Test]
    public void AJobThatNeverStartedIsListed()
    {
        // The giant asks 16 GPUs of one node; the nodes have four.
        string html = _folder.Read("report.html");
        Assert.That(html, Does.Contain("Jobs that never started under fifo").And.Contain("turned away"));
    }

    [Test]
    public void WhatTheRulesFoundIsCountedAndToldByExample()
    {
        FinishedRun fifo = FinishedRun.Read(_folder.File("fifo"));
        Assert.That(fifo.Result.Detections, Is.Not.Empty);
        string html = _folder.Read("report.html");
        Assert.That(html, Does.Contain("What the rules found").And.Contain("Detections over time"));
        Assert.That(html, Does.Contain(fifo.Result.Detections[0].RuleId));
    }

    [Test]
    public void MetricsOfARunReadBackAreThoseOfTheRun()
    {
        using JsonDocument summary = JsonDocument.Parse(_folder.Read("fifo", "summary.json"));
        var again = MetricCatalog.ValuesOf(RunMetrics.Of(FinishedRun.Read(_folder.File("fifo")).Result));
        foreach (MetricValue value in again)
        {
            JsonElement written = summary.RootElement.GetProperty("metrics").GetProperty(value.Metric.Name);
            double? number = written.ValueKind == JsonValueKind.Null ? null : written.GetDouble();
            Assert.That(number, Is.EqualTo(value.Value), value.Metric.Name);
        }
    }

    [Test]
    public void AFolderWithoutRunsIsNamed()
    {
        using ScratchFolder empty = new();
        Assert.That(() => Report.Write(empty.Path), Throws.TypeOf<ReportException>().With.Message.Contains(empty.Path));
    }

    private IEnumerable<string> Written() =>
        new[] { ResultFiles.ReportHtml, ResultFiles.ReportMarkdown, ResultFiles.ReportJson }.Select(
            file => _folder.Read(file));
}
