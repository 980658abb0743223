using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ClusterSim.Reports;
using ClusterSim.Reports.Charts;
using ClusterSim.Reports.Page;
using ClusterSim.Statistics;

namespace ClusterSim.Experiments;

/// <summary>
/// Many policies side by side, a row each, where columns would not be readable: <c>ranking.csv</c> (one row for each
/// scenario, policy and metric), <c>ranking.md</c>, <c>ranking.svg</c> and a chapter of the report.
/// </summary>
internal static class RankingTables
{
    private const string File = "ranking";
    private const int FewestPolicies = 8;

    /// <summary>Writes the files; does nothing when there are few policies.</summary>
    public static void Write(string folder, IEnumerable<RunGroup> groups)
    {
        PolicyRanking[] rankings =
            [.. groups.Where(group => group.Arms.Length >= FewestPolicies).Select(PolicyRanking.Of)];
        if (rankings.Length == 0)
        {
            return;
        }

        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        string path = Path.Combine(folder, File);
        System.IO.File.WriteAllText(path + ".csv", Csv(rankings), utf8);
        System.IO.File.WriteAllText(path + ".md", string.Join('\n', rankings.Select(Markdown)), utf8);
        System.IO.File.WriteAllText(path + ".svg", RankingPicture.Svg([.. rankings]), utf8);
    }

    /// <summary>The chapter for the report; none when there is no such file.</summary>
    public static ImmutableArray<ReportChapter> Chapter(string folder)
    {
        string path = Path.Combine(folder, File + ".md");
        if (!System.IO.File.Exists(path))
        {
            return [];
        }

        ParagraphBlock note = new("ranking.csv has the means and intervals in full, ranking.svg a picture.");
        string[] lines = System.IO.File.ReadAllLines(path);
        var tables = lines.Index().Where(line => line.Item.StartsWith("| policy", StringComparison.Ordinal))
            .Select(head => TableOf(lines, head.Index));
        return [new ReportChapter("All policies", [new ReportSection("ranking", "Ranking", [note, .. tables])])];
    }

    private static TableBlock TableOf(string[] lines, int head)
    {
        static ImmutableArray<string> Cells(string line) =>
            [.. line.Trim('|').Split('|', StringSplitOptions.TrimEntries)];
        ImmutableArray<ImmutableArray<string>> rows =
        [
            .. lines.Skip(head + 2).TakeWhile(line => line.StartsWith('|')).Select(Cells),
        ];
        return new TableBlock(lines[head - 2].TrimEnd('.'), Cells(lines[head]), rows, [1]);
    }

    private static string Csv(IEnumerable<PolicyRanking> rankings)
    {
        StringBuilder csv = new("scenario,policy,seeds,jobs,jobs_ended,metric,mean,ratio,ratio_low,ratio_high\n");
        foreach (PolicyRanking ranking in rankings)
        {
            foreach (RankedPolicy place in ranking.Places)
            {
                for (int i = 0; i < PolicyRanking.Metrics.Length; i++)
                {
                    csv.Append(CultureInfo.InvariantCulture, $"{ranking.Group},{place.Policy},{ranking.Seeds},");
                    csv.Append(CultureInfo.InvariantCulture, $"{place.Jobs},{place.JobsEnded},");
                    ConfidenceInterval? ratio = place.Ratios[i];
                    csv.Append($"{PolicyRanking.Metrics[i]},{Number(place.Means[i])},{Number(ratio?.Estimate)},");
                    csv.Append($"{Number(ratio?.Low)},{Number(ratio?.High)}\n");
                }
            }
        }

        return csv.ToString();
    }

    private static string Markdown(PolicyRanking ranking)
    {
        string what = ranking.Group.Length > 0 ? ranking.Group + ": m" : "M";
        StringBuilder text = new(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}eans over {ranking.Seeds} seeds, smallest mean JCT first; last, who did not end all jobs.\n\n"));
        text.Append($"| policy | jobs ended | mean JCT | of {ranking.Baseline} | 95 % interval | p50 JCT | p99 JCT | ");
        text.Append("mean wait | bounded slowdown | GPUs held | restarts |\n|---|");
        text.Append(string.Concat(Enumerable.Repeat("---:|", 10))).Append('\n');
        foreach (RankedPolicy place in ranking.Places)
        {
            text.Append($"| {string.Join(" | ", Cells(place))} |\n");
        }

        return text.ToString();
    }

    private static IEnumerable<string> Cells(RankedPolicy place)
    {
        double? Mean(string name) => place.Means[PolicyRanking.Metrics.IndexOf(name)];
        ConfidenceInterval? ratio = place.Ratios[0];
        return
        [
            place.Policy,
            place.EndedAll ? "all" : Readable.Percent((double)place.JobsEnded / place.Jobs),
            Readable.Duration(place.Means[0]), Readable.Number(ratio?.Estimate),
            ratio is { } of && !double.IsNaN(of.Low) ? $"{Readable.Number(of.Low)} to {Readable.Number(of.High)}" : "",
            Readable.Duration(Mean("p50_jct_seconds")), Readable.Duration(Mean("p99_jct_seconds")),
            Readable.Duration(Mean("mean_total_wait_seconds")), Readable.Number(Mean("mean_bounded_slowdown")),
            Readable.Percent(Mean("gpu_allocation_ratio")), Readable.Number(Mean("restarts")),
        ];
    }

    private static string Number(double? value) =>
        value is { } number && !double.IsNaN(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "";
}
