using System.Collections.Immutable;
using System.Text;

namespace ClusterSim.Reports.Page;

/// <summary>The report as Markdown.</summary>
internal static class MarkdownReport
{
    public static string Of(ReportContent content)
    {
        StringBuilder text = new();
        Line(text, "# " + Escaped(content.Title));
        foreach (ReportChapter chapter in content.Chapters)
        {
            if (chapter.Name.Length > 0)
            {
                Line(text, "# " + Escaped(chapter.Name));
            }

            foreach (ReportSection section in chapter.Sections)
            {
                Line(text, "## " + section.Heading);
                foreach (ReportBlock block in section.Blocks)
                {
                    Add(text, block);
                }
            }
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, ReportBlock block)
    {
        switch (block)
        {
            case ParagraphBlock paragraph:
                Line(text, paragraph.Emphasis ? $"**{Escaped(paragraph.Text)}**" : Escaped(paragraph.Text));
                break;
            case ListBlock list:
                Line(text, string.Join('\n', list.Items.Select(item => "- " + Escaped(item))));
                break;
            case CardsBlock cards:
                AddTable(text, OfCards(cards));
                break;
            case TableBlock table:
                AddTable(text, table);
                break;
            case ChartBlock chart:
                Line(text, $"### {Escaped(chart.Chart.Title)}");
                Line(text, Escaped($"{chart.Caption} {chart.Chart.Description}"));
                AddTable(text, chart.Data);
                break;
            case HeatBlock heat:
                AddTable(text, heat.Data);
                break;
            case OccupancyBlock occupancy:
                AddTable(text, occupancy.Data);
                break;
            default:
                throw new InvalidOperationException($"{block.GetType().Name} has no form in Markdown.");
        }
    }

    private static TableBlock OfCards(CardsBlock cards) => new(
        "Key figures", ["figure", .. cards.Cards.FirstOrDefault()?.Values.Select(value => value.Run) ?? []],
        [.. cards.Cards.Select(card => (ImmutableArray<string>)
            [card.Label,
                .. card.Values.Select(
                    value => value.Change.Length > 0 ? $"{value.Text} ({value.Change})" : value.Text)])], []);

    private static void AddTable(StringBuilder text, TableBlock table)
    {
        Line(text, $"*{Escaped(table.Title)}*");
        StringBuilder rows = new();
        AddRow(rows, table.Headers);
        AddRow(rows, [.. table.Headers.Select((_, i) => i == 0 || table.TextColumns.Contains(i) ? "---" : "---:")]);
        foreach (ImmutableArray<string> row in table.Rows)
        {
            AddRow(rows, [.. row.Select(Escaped)]);
        }

        Line(text, rows.ToString().TrimEnd('\n'));
    }

    private static void AddRow(StringBuilder rows, ImmutableArray<string> cells) =>
        rows.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\n\n");

    /// <summary>Text of a trace must not become markup, a cell border or a line of its own.</summary>
    private static string Escaped(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (char c in text)
        {
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '|' or '*' or '_' or '`' or '[' or ']' or '\\' => escaped.Append('\\').Append(c),
                < ' ' => escaped.Append(' '),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
