using ClusterSim.Reports.Charts;

namespace ClusterSim.Reports.Page;

/// <summary>The report for a browser.</summary>
internal static class HtmlReport
{
    public static string Of(ReportContent content)
    {
        Markup page = Markup.Of($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Add($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        // Nothing may be loaded from anywhere: the page holds all that it shows.
        page.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
            + $"'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">\n");
        page.Add($"<title>{content.Title}: ClusterSim report</title>\n<style>\n");
        page.Literal(ReportAsset.Style);
        page.Add($"</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#answer\">To the answer</a>\n");
        page.Add($"<header><h1>{content.Title}</h1><button type=\"button\" id=\"theme\">Colours</button>");
        page.Add($"<p>ClusterSim {BuildIdentity.Version}: a simulated replay of a recorded or generated "
            + $"trace.</p></header>\n");
        AddContents(page, content);
        page.Add($"<main>\n");
        FoldedChapters folded = new(content.Chapters, ChapterOf);
        foreach (ReportChapter chapter in content.Chapters)
        {
            page.Literal(folded.Of(chapter));
        }

        page.Add($"</main>\n<footer><p>Simulated results: what the model of the cluster and the trace imply, not a "
            + $"measurement of a real cluster.</p></footer>\n<script>\n");
        page.Literal(ReportAsset.Script);
        return page.Add($"</script>\n</body>\n</html>\n").ToString();
    }

    private static void AddContents(Markup page, ReportContent content)
    {
        page.Add($"<nav aria-label=\"Contents\"><ul>");
        foreach (ReportSection section in content.Chapters[0].Sections)
        {
            page.Add($"<li><a href=\"#{section.Id}\">{section.Heading}</a></li>");
        }

        foreach (ReportChapter chapter in content.Chapters.Skip(1))
        {
            page.Add($"<li><a href=\"#{chapter.Sections[0].Id}\">{chapter.Name}</a></li>");
        }

        page.Add($"</ul></nav>\n");
    }

    private static string ChapterOf(ReportChapter chapter)
    {
        Markup page = Markup.Of($"");
        if (chapter.Name.Length > 0)
        {
            page.Add($"<h2 class=\"chapter\">{chapter.Name}</h2>\n");
        }

        foreach (ReportSection section in chapter.Sections)
        {
            page.Add($"<section id=\"{section.Id}\" aria-labelledby=\"{section.Id}-h\"><h2 "
                + $"id=\"{section.Id}-h\">{section.Heading}</h2>\n");
            AddBlocks(page, section);
            page.Add($"</section>\n");
        }

        return page.ToString();
    }

    private static void AddBlocks(Markup page, ReportSection section)
    {
        bool inFigures = false;
        foreach (ReportBlock block in section.Blocks)
        {
            // Charts that follow each other share rows on a wide screen.
            if (inFigures != block is ChartBlock)
            {
                page.Add(inFigures ? Markup.Of($"</div>\n") : Markup.Of($"<div class=\"figures\">\n"));
                inFigures = !inFigures;
            }

            HtmlBlocks.Add(page, block, section.Id);
        }

        if (inFigures)
        {
            page.Add($"</div>\n");
        }
    }
}
