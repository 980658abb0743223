using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using ClusterSim.Reports.Charts;

namespace ClusterSim.Reports.Page;

/// <summary>
/// The chapters of a page; where the page would be too large to be opened with ease, those on single runs are
/// compressed and unfolded when a reader asks for them. Nothing is left out.
/// </summary>
internal sealed class FoldedChapters
{
    /// <summary>Characters of a page from which on chapters on single runs are folded.</summary>
    public const int LargestPage = 4_000_000;

    private readonly Dictionary<ReportChapter, string> _html = new(ReferenceEqualityComparer.Instance);
    private readonly bool _folds;

    public FoldedChapters(ImmutableArray<ReportChapter> chapters, Func<ReportChapter, string> html)
    {
        foreach (ReportChapter chapter in chapters)
        {
            _html[chapter] = html(chapter);
        }

        _folds = _html.Values.Sum(text => (long)text.Length) > LargestPage;
    }

    /// <summary>The markup of a chapter.</summary>
    public string Of(ReportChapter chapter)
    {
        string html = _html[chapter];
        if (!_folds || !chapter.IsDetail)
        {
            return html;
        }

        // The identifier is that of the first section, so that links to the chapter lead here.
        Markup page = Markup.Of($"<section class=\"folded\" id=\"{chapter.Sections[0].Id}\">");
        page.Add($"<h2 class=\"chapter\">{chapter.Name}</h2>");
        page.Add($"<p>The runs of this seed one by one: {chapter.Sections.Length} sections, compressed, as the page ");
        page.Add($"would have more than {LargestPage / 1_000_000} MB otherwise; report.md has them as text.</p>");
        page.Add($"<p><button type=\"button\">Show {chapter.Name}</button></p>");
        page.Add($"<script type=\"application/gzip\">");
        page.Literal(Convert.ToBase64String(Compressed(html)));
        return page.Add($"</script></section>\n").ToString();
    }

    private static byte[] Compressed(string html)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(html));
        }

        return compressed.ToArray();
    }
}
