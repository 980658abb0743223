using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Reports.Charts;

namespace ClusterSim.Reports.Page;

/// <summary>
/// A heat picture: names in a column of text, beside them rows of cells of equal time, in the colours of the report's
/// ramp, which follow the light or dark theme. Only the cells stretch with the window, so that names keep their size on
/// a narrow screen. Equal neighbours of a row are one rectangle.
/// </summary>
internal static class HeatPicture
{
    // The style sheet gives a name the same height.
    private const int RowHeight = 14;

    private const int Ticks = 5;

    public static Markup Draw(ImmutableArray<HeatRow> rows, double columnSeconds, string description)
    {
        int columns = rows.Max(row => row.Levels.Length);
        int height = rows.Length * RowHeight;
        Markup picture = Markup.Of($"<div class=\"heat\"><div class=\"names\">");
        foreach (HeatRow row in rows)
        {
            picture.Add($"<span title=\"{row.Name}\">{row.Name}</span>");
        }

        picture.Add($"</div><svg viewBox=\"0 0 {columns} {height}\" height=\"{height}\" preserveAspectRatio=\"none\" "
            + $"shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"{description}\">");
        for (int i = 0; i < rows.Length; i++)
        {
            AddCells(picture, rows[i].Levels, i * RowHeight);
        }

        picture.Add($"</svg>");
        AddTicks(picture, Axes.Time("time", 0, columns * columnSeconds, Ticks));
        return picture.Add($"</div>");
    }

    private static void AddCells(Markup svg, ImmutableArray<double> levels, int top)
    {
        for (int from = 0; from < levels.Length;)
        {
            int to = from + 1;
            while (to < levels.Length && Percent(levels[to]) == Percent(levels[from]))
            {
                to++;
            }

            int percent = Percent(levels[from]);
            svg.Add($"<rect x=\"{from}\" y=\"{top}\" width=\"{to - from}\" height=\"{RowHeight - 1}\" "
                + $"style=\"fill:{Colour(percent)}\"><title>{percent} %</title></rect>");
            from = to;
        }
    }

    private static void AddTicks(Markup picture, Axis time)
    {
        picture.Add($"<div class=\"ticks\">");
        foreach (AxisTick tick in time.Ticks)
        {
            picture.Add($"<span style=\"left:{100 * time.Position(tick.Value)}%\">{tick.Label}</span>");
        }

        picture.Add($"</div><div class=\"axis-title\">{time.Title}</div>");
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
}
