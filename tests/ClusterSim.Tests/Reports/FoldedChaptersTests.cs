using System.IO.Compression;
using System.Text;
using ClusterSim.Reports.Page;

namespace ClusterSim.Tests.Reports;

/// <summary>A large page keeps its chapters on single runs compressed, and loses nothing.</summary>
public sealed class FoldedChaptersTests
{
    private static readonly ReportChapter s_overall = Chapter("Over 2 seeds", "question", isDetail: false);
    private static readonly ReportChapter s_single = Chapter("seed 1", "g2-question", isDetail: true);

    [Test]
    public void ASmallPageIsWrittenAsItIs()
    {
        FoldedChapters folded = new([s_overall, s_single], _ => "<p>small</p>");
        Assert.That(folded.Of(s_single), Is.EqualTo("<p>small</p>"));
    }

    // Two chapters of a bit more than half of the limit each are too much together.
    [Test]
    public void ALargePageHoldsTheWholeChapterCompressed()
    {
        string html = "<p>€ " + new string('x', FoldedChapters.LargestPage / 2) + "</p>";
        FoldedChapters folded = new([s_overall, s_single], _ => html);

        string page = folded.Of(s_single);

        Assert.That(folded.Of(s_overall), Is.EqualTo(html), "what tells of all seeds stays open");
        Assert.That(page, Has.Length.LessThan(10_000));
        Assert.That(page, Does.Contain("id=\"g2-question\"").And.Contain("Show seed 1"));
        Assert.That(Unfolded(page), Is.EqualTo(html));
    }

    private static string Unfolded(string page)
    {
        const string open = "<script type=\"application/gzip\">";
        int start = page.IndexOf(open, StringComparison.Ordinal) + open.Length;
        byte[] packed = Convert.FromBase64String(page[start..page.IndexOf("</script>", StringComparison.Ordinal)]);
        using GZipStream gzip = new(new MemoryStream(packed), CompressionMode.Decompress);
        using StreamReader text = new(gzip, Encoding.UTF8);
        return text.ReadToEnd();
    }

    private static ReportChapter Chapter(string name, string id, bool isDetail) =>
        new(name, [new ReportSection(id, "The question", [])]) { IsDetail = isDetail };
}
