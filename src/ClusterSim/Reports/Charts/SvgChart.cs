using System.Globalization;
using System.Text;

namespace ClusterSim.Reports.Charts;

/// <summary>
/// Draws a chart as SVG. Colours and fonts come from the style sheet of the page, so that they follow its theme.
/// </summary>
internal static class SvgChart
{
    /// <summary>Draws a chart.</summary>
    /// <param name="chart">What to draw.</param>
    /// <param name="frame">How large.</param>
    /// <param name="id">Prefix of the ids in it; unique in the page.</param>
    /// <param name="cssClass">Class of the picture.</param>
    public static Markup Draw(LineChart chart, ChartFrame frame, string id, string cssClass)
    {
        Markup svg = Markup.Of(
            $"<svg class=\"{cssClass}\" viewBox=\"0 0 {frame.Width} {frame.Height}\" role=\"img\" "
                + $"aria-labelledby=\"{id}-t {id}-d\">");
        svg.Add($"<title id=\"{id}-t\">{chart.Title}</title><desc id=\"{id}-d\">{chart.Description}</desc>");
        DrawAxes(svg, chart, frame);
        List<List<ChartPoint>> paths = [.. chart.Lines.Select(line => Path(chart, line, frame))];
        for (int i = 0; i < paths.Count; i++)
        {
            if (chart.Lines[i].Points.Length == 1)
            {
                svg.Add($"<circle class=\"f{chart.Lines[i].Style}\" cx=\"{paths[i][0].X}\" cy=\"{paths[i][0].Y}\" "
                    + $"r=\"5\"/>");
                continue;
            }

            svg.Add($"<path class=\"line s{chart.Lines[i].Style}\" d=\"{Commands(paths[i])}\"/>");
        }

        if (chart.Lines.Length > 1)
        {
            DrawLabels(svg, chart, frame, paths);
        }

        return svg.Add($"</svg>");
    }

    private static void DrawAxes(Markup svg, LineChart chart, ChartFrame frame)
    {
        foreach (AxisTick tick in chart.Y.Ticks)
        {
            double y = frame.Y(chart.Y, tick.Value);
            svg.Add($"<path class=\"grid\" d=\"M{frame.Left} {y}H{frame.Right}\"/>");
            svg.Add($"<text class=\"tick\" x=\"{frame.Left - 6}\" y=\"{y + 4}\" "
                + $"text-anchor=\"end\">{tick.Label}</text>");
        }

        double free = double.NegativeInfinity;
        foreach (AxisTick tick in chart.X.Ticks)
        {
            double x = frame.X(chart.X, tick.Value);
            double half = tick.Label.Length * 3.4;
            svg.Add($"<path class=\"grid\" d=\"M{x} {frame.Bottom}v4\"/>");
            // Labels of a logarithmic axis stand at uneven distances; one that would touch its neighbour is left out.
            double at = Math.Min(x, frame.Width - half - 1);
            if (at - half > free)
            {
                svg.Add($"<text class=\"tick\" x=\"{at}\" y=\"{frame.Bottom + 17}\" "
                    + $"text-anchor=\"middle\">{tick.Label}</text>");
                free = at + half + 6;
            }
        }

        svg.Add($"<path class=\"axis\" d=\"M{frame.Left} {frame.Top}V{frame.Bottom}H{frame.Right}\"/>");
        double middle = (frame.Left + frame.Right) / 2, height = (frame.Top + frame.Bottom) / 2;
        svg.Add($"<text class=\"name\" x=\"{middle}\" y=\"{frame.Height - 8}\" "
            + $"text-anchor=\"middle\">{chart.X.Title}</text>");
        svg.Add($"<text class=\"name\" transform=\"translate(13 {height}) rotate(-90)\" "
            + $"text-anchor=\"middle\">{chart.Y.Title}</text>");
    }

    private static void DrawLabels(Markup svg, LineChart chart, ChartFrame frame, List<List<ChartPoint>> paths)
    {
        LabelPlacement places = new(frame, paths);
        for (int i = 0; i < paths.Count; i++)
        {
            if (places.Place(i, paths[i], chart.Lines[i].Name) is { } at)
            {
                svg.Add($"<text class=\"direct f{chart.Lines[i].Style}\" x=\"{at.X}\" "
                    + $"y=\"{at.Y}\">{chart.Lines[i].Name}</text>");
            }
        }
    }

    /// <summary>Corners of a step line in pixels; corners that fall on one pixel are merged.</summary>
    private static List<ChartPoint> Path(LineChart chart, ChartLine line, ChartFrame frame)
    {
        List<ChartPoint> path = [];
        foreach (ChartPoint point in line.Points)
        {
            double x = frame.X(chart.X, point.X), y = frame.Y(chart.Y, point.Y);
            if (path.Count == 0)
            {
                path.Add(new ChartPoint(x, y));
                continue;
            }

            if (Math.Abs(path[^1].Y - y) < 0.05)
            {
                continue;
            }

            path.Add(new ChartPoint(x, path[^1].Y));
            path.Add(new ChartPoint(x, y));
        }

        if (line.Points.Length > 0)
        {
            path.Add(new ChartPoint(frame.X(chart.X, line.Points[^1].X), path[^1].Y));
        }

        return path;
    }

    private static string Commands(List<ChartPoint> path)
    {
        StringBuilder commands = new();
        for (int i = 0; i < path.Count; i++)
        {
            (string x, string y) = (Tenth(path[i].X), Tenth(path[i].Y));
            _ = i == 0 ? commands.Append('M').Append(x).Append(' ').Append(y)
                : y == Tenth(path[i - 1].Y) ? commands.Append('H').Append(x)
                : commands.Append('V').Append(y);
        }

        return commands.ToString();
    }

    private static string Tenth(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
