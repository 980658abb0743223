using System.Collections.Immutable;
using System.Text.Json;
using ClusterSim.Reports.Charts;

namespace ClusterSim.Reports.Page;

/// <summary>The pieces of a report as HTML.</summary>
internal static class HtmlBlocks
{
    public static void Add(Markup page, ReportBlock block, string section)
    {
        switch (block)
        {
            case ParagraphBlock paragraph:
                page.Add(paragraph.Emphasis
                    ? Markup.Of($"<p class=\"key\">{Unbroken(paragraph.Text)}</p>\n")
                    : Markup.Of($"<p>{paragraph.Text}</p>\n"));
                break;
            case ListBlock list:
                AddList(page, list);
                break;
            case CardsBlock cards:
                AddCards(page, cards);
                break;
            case TableBlock table:
                AddTable(page, table);
                break;
            case ChartBlock chart:
                AddChart(page, chart, section);
                break;
            case HeatBlock heat:
                AddHeat(page, heat, section);
                break;
            case OccupancyBlock occupancy:
                AddOccupancy(page, occupancy);
                break;
            default:
                throw new InvalidOperationException($"{block.GetType().Name} has no form in HTML.");
        }
    }

    // A line must not break between a number and its sign.
    private static string Unbroken(string text) => text.Replace(" %", "\u00a0%", StringComparison.Ordinal);

    private static void AddList(Markup page, ListBlock list)
    {
        page.Add($"<ul>");
        foreach (string item in list.Items)
        {
            page.Add($"<li>{item}</li>");
        }

        page.Add($"</ul>\n");
    }

    private static void AddCards(Markup page, CardsBlock cards)
    {
        page.Add($"<div class=\"cards\">\n");
        foreach (ReportCard card in cards.Cards)
        {
            page.Add($"<div class=\"card\"><h3>{card.Label}</h3><p "
                + $"class=\"hint\">{(card.Direction.Length > 0 ? card.Direction : "\u00a0")}</p><dl>");
            foreach (ReportCardValue value in card.Values)
            {
                page.Add($"<dt>{value.Run}</dt><dd><b>{value.Text}</b>");
                page.Add(value.Change.Length > 0 ? Markup.Of($"<small>{value.Change}</small>") : Markup.Of($""));
                page.Add($"</dd><div class=\"bar f{value.Style}\" aria-hidden=\"true\"><i "
                    + $"style=\"width:{value.Length * 100}%\"></i></div>");
            }

            page.Add($"</dl></div>\n");
        }

        page.Add($"</div>\n");
    }

    private static void AddTable(Markup page, TableBlock table)
    {
        page.Add($"<div class=\"scroll\" role=\"region\" aria-label=\"{table.Title}\" "
            + $"tabindex=\"0\"><table><caption>{table.Title}</caption><thead><tr>");
        for (int i = 0; i < table.Headers.Length; i++)
        {
            page.Add($"<th scope=\"col\"{Class(table, i)}>{table.Headers[i]}</th>");
        }

        page.Add($"</tr></thead><tbody>\n");
        foreach (ImmutableArray<string> row in table.Rows)
        {
            page.Add($"<tr><th scope=\"row\">{row[0]}</th>");
            for (int i = 1; i < row.Length; i++)
            {
                page.Add($"<td{Class(table, i)}>{row[i]}</td>");
            }

            page.Add($"</tr>\n");
        }

        page.Add($"</tbody></table></div>\n");
    }

    private static Markup Class(TableBlock table, int column) =>
        table.TextColumns.Contains(column) ? Markup.Of($" class=\"text\"") : Markup.Of($"");

    private static void AddChart(Markup page, ChartBlock block, string section)
    {
        string id = $"{section}-{block.Id}";
        page.Add($"<figure id=\"{id}\"><h3>{block.Chart.Title}</h3>");
        if (block.Chart.Lines.Length > 1)
        {
            page.Add($"<ul class=\"legend\">");
            foreach (ChartLine line in block.Chart.Lines)
            {
                page.Add($"<li><svg viewBox=\"0 0 34 8\" aria-hidden=\"true\"><path class=\"line s{line.Style}\" "
                    + $"d=\"M0 4H34\"/></svg>{line.Name}</li>");
            }

            page.Add($"</ul>");
        }

        page.Add(SvgChart.Draw(block.Chart, ChartFrame.Wide, id + "-w", "wide"));
        page.Add(SvgChart.Draw(block.Chart, ChartFrame.Narrow, id + "-n", "narrow"));
        page.Add($"<figcaption>{block.Caption}</figcaption><details><summary>As a table</summary>");
        AddTable(page, block.Data);
        page.Add($"</details></figure>\n");
    }

    private static void AddHeat(Markup page, HeatBlock block, string section)
    {
        page.Add($"<figure id=\"{section}-{block.Id}\"><h3>{block.Title}</h3><div class=\"tools\">"
            + $"<span class=\"ramp\">0 %<i></i>100 %</span></div>");
        page.Add(HeatPicture.Draw(block.Rows, block.ColumnSeconds, block.Caption));
        page.Add($"<figcaption>{block.Caption}</figcaption><details><summary>As a table</summary>");
        AddTable(page, block.Data);
        page.Add($"</details></figure>\n");
    }

    private static void AddOccupancy(Markup page, OccupancyBlock block)
    {
        page.Add($"<figure class=\"occupancy\"><div class=\"tools\">");
        if (block.Grids.Length > 1)
        {
            page.Add($"<label>Policy <select>");
            foreach ((string name, _) in block.Grids)
            {
                page.Add($"<option>{name}</option>");
            }

            page.Add($"</select></label>");
        }

        page.Add($"<button type=\"button\" data-do=\"in\">Zoom in</button><button type=\"button\" "
            + $"data-do=\"out\">Zoom out</button><button type=\"button\" data-do=\"all\">Show all</button>");
        page.Add($"<span class=\"ramp\">free<i></i>held</span></div>");
        page.Add($"<div class=\"map\"><canvas tabindex=\"0\" role=\"img\" "
            + $"aria-label=\"{block.Caption}\"></canvas></div>");
        page.Add($"<p class=\"readout\" aria-live=\"polite\"></p><figcaption>{block.Caption} Drag to move, "
            + $"<kbd>Ctrl</kbd> and wheel or double click to zoom; ");
        page.Add($"with the keyboard: arrows move a cursor, <kbd>+</kbd> and <kbd>-</kbd> zoom, <kbd>0</kbd> shows "
            + $"all.</figcaption><details><summary>As a table</summary>");
        AddTable(page, block.Data);
        page.Add($"</details><script type=\"application/json\">");
        page.Literal(DataOf(block));
        page.Add($"</script></figure>\n");
    }

    // The default encoder writes <, > and & as escapes, so that no name can end the script element.
    private static string DataOf(OccupancyBlock block)
    {
        OccupancyGrid first = block.Grids[0].Grid;
        return JsonSerializer.Serialize(new
        {
            label = block.Caption,
            device = first.ByGpus ? "GPUs" : "cores",
            end = first.End.Seconds,
            columns = first.Columns,
            rows = first.RowNames,
            marks = first.RowMarks,
            grids = block.Grids.Select(
                grid => new { name = grid.Name, cells = Convert.ToBase64String(grid.Grid.Packed()) }),
        });
    }
}
