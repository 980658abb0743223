using System.Collections.Immutable;
using ClusterSim.Reports.Charts;

namespace ClusterSim.Experiments.Published;

/// <summary>
/// The picture of a study: how far each of our numbers lies from the published one, in percent of it, over a band that
/// shows what is tolerated. A number that lies outside the picture stands at its edge.
/// </summary>
public static class StudyPicture
{
    private const double Width = 900, LabelWidth = 430, RowHeight = 20, Top = 46, Foot = 46, Radius = 4.5;
    private const int LongestLabel = 66;

    private const string Style =
        "text{font:12px sans-serif;fill:#222}.tick{fill:#666}.grid{stroke:#ddd}.zero{stroke:#888}"
        + ".band{fill:#e3efe9}.whisker{stroke:#555;stroke-width:1.5}.passed{fill:#2a7f62}"
        + ".explained{fill:#fff;stroke:#b35900;stroke-width:2}.failed{fill:#c0232c}.shown{fill:#999}";

    // Percent at the edges of the picture.
    private static readonly double[] Reaches =
        [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];

    /// <summary>The picture as a file of its own.</summary>
    /// <param name="outcome">The study that was run.</param>
    public static string Svg(StudyOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ImmutableArray<StudyLine> lines = StudyLine.Of(outcome.Rows);
        double reach = ReachOf(outcome.Rows), bottom = Top + (lines.Length * RowHeight);
        Markup svg = Markup.Of(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {bottom + Foot}\" role=\"img\">");
        svg.Add($"<title>{outcome.Study.Title}: deviation from the published numbers</title><style>");
        svg.Literal(Style);
        svg.Add($"</style><rect width=\"{Width}\" height=\"{bottom + Foot}\" fill=\"#fff\"/>");
        svg.Add($"<text x=\"8\" y=\"18\" font-weight=\"bold\">{outcome.Study.Title}</text>");
        svg.Add($"<text x=\"8\" y=\"36\">{StudyPage.Summary(outcome)}</text>");
        DrawScale(svg, reach, bottom);
        for (int i = 0; i < lines.Length; i++)
        {
            DrawLine(svg, lines[i], Top + ((i + 0.5) * RowHeight), reach);
        }

        return svg.Add($"</svg>").ToString() + "\n";
    }

    private static void DrawScale(Markup svg, double reach, double bottom)
    {
        for (int i = -2; i <= 2; i++)
        {
            double percent = reach * i / 2, x = X(percent, reach);
            string label = i == 0 ? "equal" : StudyNumber.Percent(percent / 100);
            svg.Add($"<path class=\"{(i == 0 ? "zero" : "grid")}\" d=\"M{x} {Top}V{bottom}\"/>");
            svg.Add($"<text class=\"tick\" x=\"{x}\" y=\"{bottom + 16}\" text-anchor=\"middle\">{label}</text>");
        }

        svg.Add($"<text class=\"tick\" x=\"{X(0, reach)}\" y=\"{bottom + 36}\" text-anchor=\"middle\">");
        svg.Add($"ours less published, in percent of the published number; band: tolerance</text>");
    }

    private static void DrawLine(Markup svg, StudyLine line, double y, double reach)
    {
        string label = line.Label.Length <= LongestLabel ? line.Label : line.Label[..(LongestLabel - 1)] + "…";
        svg.Add($"<text x=\"{LabelWidth - 10}\" y=\"{y + 4}\" text-anchor=\"end\">{label}</text>");
        double tolerated = line.Rows.Max(TolerancePercent);
        if (tolerated > 0)
        {
            double left = X(-tolerated, reach), right = X(tolerated, reach);
            svg.Add($"<rect class=\"band\" x=\"{left}\" y=\"{y - 8}\" width=\"{right - left}\" height=\"16\"/>");
        }

        foreach (PublishedRow row in line.Rows)
        {
            DrawRow(svg, row, y, reach);
        }
    }

    private static void DrawRow(Markup svg, PublishedRow row, double y, double reach)
    {
        if (row is { Interval: { } interval, Published: { } published } && published != 0)
        {
            double low = X(Share(interval.Low, published), reach), high = X(Share(interval.High, published), reach);
            svg.Add($"<path class=\"whisker\" d=\"M{low} {y}H{high}\"/>");
        }

        if (row.Published is not null)
        {
            double x = X(DeviationPercent(row), reach);
            svg.Add($"<circle class=\"{ClassOf(row.Verdict)}\" cx=\"{x}\" cy=\"{y}\" r=\"{Radius}\">");
            svg.Add($"<title>{row.Metric}, {row.Where}: {StudyNumber.Deviation(row)}</title></circle>");
        }
    }

    private static string ClassOf(RowVerdict verdict) => verdict switch
    {
        RowVerdict.Passed => "passed",
        RowVerdict.Explained => "explained",
        RowVerdict.Failed => "failed",
        _ => "shown",
    };

    private static double ReachOf(ImmutableArray<PublishedRow> rows)
    {
        double largest = rows.Select(row => Math.Max(Math.Abs(DeviationPercent(row)), TolerancePercent(row)))
            .DefaultIfEmpty(0).Max();
        return largest == 0 ? 1 : Reaches.FirstOrDefault(reach => reach >= largest, Reaches[^1]);
    }

    // Nothing is a share of 0: whatever is not equal stands at the edge.
    private static double DeviationPercent(PublishedRow row) =>
        row.Published is null ? 0
        : row.Deviation is { } share ? share * 100
        : row.Obtained == 0 ? 0 : Math.Sign(row.Obtained) * Reaches[^1];

    private static double TolerancePercent(PublishedRow row) => row switch
    {
        { Published: null } => 0,
        { Tolerance.Kind: ToleranceKind.Absolute or ToleranceKind.Relative, Published: { } published }
            when published != 0 => row.Tolerance.Around(published) / Math.Abs(published) * 100,
        _ => 0,
    };

    private static double Share(double value, double published) => (value - published) / Math.Abs(published) * 100;

    private static double X(double percent, double reach)
    {
        double half = (Width - LabelWidth - 40) / 2;
        double bounded = double.IsNaN(percent) ? reach : Math.Clamp(percent, -reach, reach);
        return LabelWidth + 10 + half + (bounded / reach * half);
    }
}
