using System.Collections.Immutable;
using ClusterSim.Reports.Charts;

namespace ClusterSim.Experiments;

/// <summary>
/// Policies against the ratio of their mean JCT to the baseline's, a dot for each scenario; the policy that is
/// best over all scenarios (geometric mean of the ratios) stands first.
/// </summary>
internal static class RankingPicture
{
    private const double Width = 860, LabelWidth = 220, RowHeight = 20, Foot = 46;

    private const string Style =
        "text{font:12px sans-serif;fill:#222}.tick{fill:#666}.grid{stroke:#ddd}.one{stroke:#888}"
        + ".s0{fill:#1f5fa8;stroke:#1f5fa8}.s1{fill:#c2641a;stroke:#c2641a}.s2{fill:#2a7f62;stroke:#2a7f62}"
        + ".s3{fill:#7a3e9d;stroke:#7a3e9d}.open{fill:#fff}";

    private const int Colours = 4;

    private static readonly double[] Marks = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];

    public static string Svg(ImmutableArray<PolicyRanking> rankings)
    {
        string[] policies = Sorted(rankings);
        (double least, double most) = Reach(rankings);
        double X(double ratio) => LabelWidth + 10
            + (Math.Log(Math.Clamp(ratio, least, most) / least) / Math.Log(most / least) * (Width - LabelWidth - 50));
        double top = 40 + (16 * rankings.Length), bottom = top + (policies.Length * RowHeight);
        Markup svg = Markup.Of(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {bottom + Foot}\" role=\"img\">");
        svg.Add($"<title>Mean JCT of each policy over that of {rankings[0].Baseline}</title><style>");
        svg.Literal(Style);
        svg.Add($"</style><rect width=\"{Width}\" height=\"{bottom + Foot}\" fill=\"#fff\"/>");
        svg.Add($"<text x=\"8\" y=\"18\" font-weight=\"bold\">Mean JCT over that of {rankings[0].Baseline}</text>");
        DrawScale(svg, X, least, most, top, bottom);
        for (int i = 0; i < rankings.Length; i++)
        {
            double y = 36 + (16 * i);
            svg.Add($"<circle class=\"s{i % Colours}\" cx=\"14\" cy=\"{y - 4}\" r=\"4\"/>");
            svg.Add($"<text x=\"24\" y=\"{y}\">{rankings[i].Group}</text>");
        }

        for (int row = 0; row < policies.Length; row++)
        {
            double y = top + ((row + 0.5) * RowHeight);
            svg.Add($"<text x=\"{LabelWidth}\" y=\"{y + 4}\" text-anchor=\"end\">{policies[row]}</text>");
            for (int i = 0; i < rankings.Length; i++)
            {
                double shift = (i - ((rankings.Length - 1) / 2.0)) * 5;
                RankedPolicy? place = PlaceOf(rankings[i], policies[row]);
                DrawRatio(svg, place, y + shift, i % Colours, X);
            }
        }

        return svg.Add($"</svg>").ToString() + "\n";
    }

    private static void DrawScale(
        Markup svg, Func<double, double> x, double least, double most, double top, double bottom)
    {
        foreach (double mark in Marks.Where(mark => mark >= least && mark <= most))
        {
            svg.Add($"<path class=\"{(mark == 1 ? "one" : "grid")}\" d=\"M{x(mark)} {top}V{bottom}\"/>");
            svg.Add($"<text class=\"tick\" x=\"{x(mark)}\" y=\"{bottom + 16}\" text-anchor=\"middle\">");
            svg.Add($"{Readable.Number(mark)}</text>");
        }

        svg.Add($"<text class=\"tick\" x=\"{LabelWidth + 10}\" y=\"{bottom + 36}\">");
        svg.Add($"ratio, logarithmic; lines are 95 % intervals over the seeds; left is better; ");
        svg.Add($"open: not all jobs ended</text>");
    }

    private static void DrawRatio(
        Markup svg, RankedPolicy? place, double y, int style, Func<double, double> x)
    {
        if (place?.Ratios[0] is { } of)
        {
            if (!double.IsNaN(of.Low))
            {
                svg.Add($"<path class=\"s{style}\" d=\"M{x(of.Low)} {y}H{x(of.High)}\"/>");
            }

            string fill = place.EndedAll ? "" : " open";
            svg.Add($"<circle class=\"s{style}{fill}\" cx=\"{x(of.Estimate)}\" cy=\"{y}\" r=\"3.5\"/>");
        }
    }

    private static string[] Sorted(ImmutableArray<PolicyRanking> rankings) =>
    [
        .. rankings.SelectMany(ranking => ranking.Places.Select(place => place.Policy)).Distinct()
            .OrderByDescending(policy => rankings.All(ranking => PlaceOf(ranking, policy)?.EndedAll == true))
            .ThenBy(policy => rankings.Average(
                ranking => Math.Log(PlaceOf(ranking, policy)?.Ratios[0]?.Estimate ?? 1)))
            .ThenBy(policy => policy, StringComparer.Ordinal),
    ];

    private static RankedPolicy? PlaceOf(PolicyRanking ranking, string policy) =>
        ranking.Places.FirstOrDefault(place => place.Policy == policy);

    // The marks around all ratios, so that the scale begins and ends at one.
    private static (double Least, double Most) Reach(ImmutableArray<PolicyRanking> rankings)
    {
        double[] ratios =
        [
            1, .. from ranking in rankings
                  from place in ranking.Places
                  where place.Ratios[0] is { Estimate: > 0 }
                  select place.Ratios[0]!.Value.Estimate,
        ];
        double least = Marks.LastOrDefault(mark => mark <= ratios.Min(), Marks[0]);
        double most = Marks.FirstOrDefault(mark => mark >= ratios.Max(), Marks[^1]);
        return least < most ? (least, most) : (0.5, 2);
    }
}
