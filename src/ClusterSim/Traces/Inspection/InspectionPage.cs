using System.Collections.Immutable;
using System.Text;

namespace ClusterSim.Traces.Inspection;

/// <summary>Renders the sections of an inspection.</summary>
internal static class InspectionPage
{
    public static string Markdown(IEnumerable<InspectionTable> sections, string title = "# ")
    {
        StringBuilder page = new();
        foreach (InspectionTable section in sections)
        {
            page.Append(page.Length == 0 ? title : "\n## ").Append(section.Heading).Append("\n\n");
            foreach (string line in section.Lines)
            {
                page.Append("- ").Append(line).Append('\n');
            }

            page.Append(section is { Lines.IsEmpty: false, Rows.IsEmpty: false } ? "\n" : "");
            AppendTable(page, section);
        }

        return page.ToString();
    }

    public static string Text(IEnumerable<InspectionTable> sections)
    {
        StringBuilder page = new();
        foreach (InspectionTable section in sections)
        {
            page.Append(page.Length == 0 ? "" : "\n").Append(section.Heading).Append('\n');
            foreach (string line in section.Lines)
            {
                page.Append("  ").Append(line).Append('\n');
            }

            AppendColumns(page, section);
        }

        return page.ToString();
    }

    private static void AppendTable(StringBuilder page, InspectionTable section)
    {
        if (section.Rows.IsEmpty)
        {
            return;
        }

        page.Append("| ").AppendJoin(" | ", section.Columns).Append(" |\n|");
        page.AppendJoin('|', section.Columns.Select((_, i) => i == 0 ? " :--- " : " ---: ")).Append("|\n");
        foreach (ImmutableArray<string> row in section.Rows)
        {
            page.Append("| ")
                .AppendJoin(" | ", row.Select(cell => OneLine(cell).Replace("|", "\\|", StringComparison.Ordinal)))
                .Append(" |\n");
        }
    }

    /// <summary>Names to the left, numbers to the right.</summary>
    private static void AppendColumns(StringBuilder page, InspectionTable section)
    {
        if (section.Rows.IsEmpty)
        {
            return;
        }

        bool isList = section.Columns.All(name => name.Length == 0);
        IEnumerable<ImmutableArray<string>> header = isList ? [] : [section.Columns];
        ImmutableArray<string>[] lines = [.. header, .. section.Rows];
        int[] widths = [.. section.Columns.Select((_, i) => lines.Max(line => line[i].Length))];
        foreach (ImmutableArray<string> line in lines)
        {
            IEnumerable<string> cells = line.Select(OneLine)
                .Select((cell, i) => i == 0 || isList ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
            page.Append("  ").Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }
    }

    /// <summary>Names come from files: a line break in one must not tear a table.</summary>
    private static string OneLine(string cell) => string.Concat(cell.Select(c => char.IsControl(c) ? ' ' : c));
}
