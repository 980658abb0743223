using System.Globalization;
using ClusterSim.Reports.Charts;

namespace ClusterSim.Tests.Documentation;

/// <summary>
/// The picture of a page of the policy catalogue, out of the ranking of the experiment all-policies: for each workload
/// all policies as grey marks, and a row for each policy of the page with its mean and its p99 JCT over fifo's.
/// </summary>
internal sealed class PolicyPicture
{
    private const double Width = 860, Left = 200, Right = 110, Row = 20, Head = 42, Foot = 40, PanelHead = 34;

    private const string Style =
        "text{font:12px sans-serif;fill:#222}.tick{fill:#666}.grid{stroke:#ddd}.one{stroke:#888}"
        + ".all{stroke:#bbb;stroke-width:1.5}.mean{fill:#1f5fa8;stroke:#1f5fa8;stroke-width:1.5}"
        + ".p99{fill:#fff;stroke:#c2641a;stroke-width:1.5}";

    private static readonly double[] s_marks = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20];

    private readonly PolicyRow[] _rows = [.. PolicyRow.All];

    /// <summary>The picture of a page as a file of its own; <c>null</c> when none of its policies was ranked.</summary>
    public string? Svg(PolicyPage page)
    {
        PolicyRow[] shown = [.. _rows.Where(row => page.Policies.Contains(row.Policy))];
        string[] workloads = [.. shown.Select(row => row.Workload).Distinct()];
        if (shown.Length == 0)
        {
            return null;
        }

        double[] ratios = [1, .. shown.SelectMany(row => new[] { row.Mean.Ratio, row.P99.Ratio })];
        double least = s_marks.Last(mark => mark <= Math.Max(0.1, ratios.Min()));
        double most = s_marks.First(mark => mark >= Math.Min(20, ratios.Max()) && mark > least);
        double X(double ratio) => Left + 10
            + (Math.Log(Math.Clamp(ratio, least, most) / least) / Math.Log(most / least) * (Width - Left - Right - 20));
        double height = Head + workloads.Sum(name => Panel(shown.Count(row => row.Workload == name))) + Foot;
        Markup svg = Markup.Of(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" role=\"img\">");
        svg.Add($"<title>{page.Name}: JCT over that of fifo, among all policies</title><style>");
        svg.Literal(Style);
        svg.Add($"</style><rect width=\"{Width}\" height=\"{height}\" fill=\"#fff\"/>");
        svg.Add($"<circle class=\"mean\" cx=\"14\" cy=\"14\" r=\"4\"/><text x=\"24\" y=\"18\">mean JCT over fifo's ");
        svg.Add($"with 95 % interval over the seeds</text><circle class=\"p99\" cx=\"344\" cy=\"14\" r=\"4\"/>");
        svg.Add($"<text x=\"354\" y=\"18\">p99 JCT over fifo's</text><path class=\"all\" d=\"M494 8V20\"/>");
        svg.Add($"<text x=\"504\" y=\"18\">means of all policies</text>");
        double top = Head;
        foreach (string workload in workloads)
        {
            top = Draw(svg, [.. shown.Where(row => row.Workload == workload)], top, X);
        }

        DrawScale(svg, least, most, top, X);
        return svg.Add($"</svg>").ToString() + "\n";
    }

    private static double Panel(int rows) => PanelHead + (rows * Row);

    private double Draw(Markup svg, PolicyRow[] shown, double top, Func<double, double> x)
    {
        PolicyRow[] ranked = [.. _rows.Where(row => row.Workload == shown[0].Workload && row.EndedAll)];
        svg.Add($"<text x=\"8\" y=\"{top + 16}\" font-weight=\"bold\">{shown[0].Workload}</text>");
        svg.Add($"<path class=\"one\" d=\"M{x(1)} {top + 2}V{top + Panel(shown.Length) - 6}\"/>");
        foreach (PolicyRow row in ranked)
        {
            svg.Add($"<path class=\"all\" d=\"M{x(row.Mean.Ratio)} {top + 6}v12\"/>");
        }

        double y = top + PanelHead;
        foreach (PolicyRow row in shown)
        {
            int place = 1 + Array.IndexOf(ranked, row);
            string rank = place == 0 ? "not ranked" : FormattableString.Invariant($"{place} of {ranked.Length}");
            svg.Add($"<text x=\"{Left}\" y=\"{y + 4}\" text-anchor=\"end\">{row.Policy}</text>");
            svg.Add($"<text x=\"{Width - Right + 10}\" y=\"{y + 4}\">{rank}</text>");
            svg.Add($"<path class=\"mean\" d=\"M{x(row.Mean.Low)} {y}H{x(row.Mean.High)}\"/>");
            svg.Add($"<circle class=\"p99\" cx=\"{x(row.P99.Ratio)}\" cy=\"{y}\" r=\"4\"/>");
            svg.Add($"<circle class=\"mean\" cx=\"{x(row.Mean.Ratio)}\" cy=\"{y}\" r=\"4\"/>");
            y += Row;
        }

        return top + Panel(shown.Length);
    }

    private static void DrawScale(Markup svg, double least, double most, double bottom, Func<double, double> x)
    {
        foreach (double mark in s_marks.Where(mark => mark >= least && mark <= most))
        {
            string text = mark.ToString(CultureInfo.InvariantCulture);
            svg.Add($"<path class=\"grid\" d=\"M{x(mark)} {bottom}v6\"/>");
            svg.Add($"<text class=\"tick\" x=\"{x(mark)}\" y=\"{bottom + 18}\" text-anchor=\"middle\">{text}</text>");
        }

        svg.Add($"<text class=\"tick\" x=\"{Left + 10}\" y=\"{bottom + 34}\">ratio, logarithmic; left is better; at ");
        svg.Add($"the right the place by mean JCT among the policies under which all jobs ended</text>");
    }
}
