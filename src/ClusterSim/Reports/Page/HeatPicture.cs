using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Reports.Charts;

namespace ClusterSim.Reports.Page;

/// <summary>
/// A heat picture as SVG: rows, columns of equal time, and a colour of the report's ramp for each cell, which follows
/// the light or dark theme. Equal neighbours of a row are one rectangle.
/// </summary>
internal static class HeatPicture
{
    private const double Left = 190, RowHeight = 14, Width = 900, Bottom = 22;

    public static Markup Draw(ImmutableArray<HeatRow> rows, double columnSeconds, string description)
    {
        int columns = rows.Max(row => row.Levels.Length);
        double cell = (Width - Left) / columns, height = rows.Length * RowHeight;
        Markup svg = Markup.Of(
            $"<svg viewBox=\"0 0 {Width} {height + Bottom}\" role=\"img\" aria-label=\"{description}\">");
        for (int i = 0; i < rows.Length; i++)
        {
            svg.Add($"<text class=\"tick\" x=\"{Left - 6}\" y=\"{(i * RowHeight) + 11}\" text-anchor=\"end\">"
                + $"{Short(rows[i].Name)}</text>");
            AddCells(svg, rows[i].Levels, cell, i * RowHeight);
        }

        string end = Readable.Duration(columns * columnSeconds);
        svg.Add($"<text class=\"tick\" x=\"{Left}\" y=\"{height + 16}\">0</text><text class=\"tick\" x=\"{Width}\" "
            + $"y=\"{height + 16}\" text-anchor=\"end\">{end}</text></svg>");
        return svg;
    }

    private static void AddCells(Markup svg, ImmutableArray<double> levels, double cell, double top)
    {
        for (int from = 0; from < levels.Length;)
        {
            int to = from + 1;
            while (to < levels.Length && Percent(levels[to]) == Percent(levels[from]))
            {
                to++;
            }

            int percent = Percent(levels[from]);
            svg.Add($"<rect x=\"{Left + (from * cell)}\" y=\"{top}\" width=\"{(to - from) * cell}\" "
                + $"height=\"{RowHeight - 1}\" style=\"fill:{Colour(percent)}\"><title>{percent} %</title></rect>");
            from = to;
        }
    }

    // Between two of the five colours of the ramp.
    private static string Colour(int percent)
    {
        int step = Math.Min(percent / 25, 3);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"color-mix(in srgb, var(--h{step + 1}) {(percent - (25 * step)) * 4}%, var(--h{step}))");
    }

    private static int Percent(double level) => (int)Math.Round(100 * Math.Clamp(level, 0, 1));

    private static string Short(string name) => name.Length > 30 ? name[..29] + "…" : name;
}
