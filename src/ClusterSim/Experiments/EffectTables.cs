using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ClusterSim.Engine;
using ClusterSim.Impact;
using ClusterSim.Reports;
using ClusterSim.Reports.Page;
using ClusterSim.Statistics;

namespace ClusterSim.Experiments;

/// <summary>
/// What policies that wrap others changed, as files: <c>pattern-effects.csv</c> (one row for each scenario, policy and
/// metric), the same for people as Markdown and as a chapter of the report.
/// </summary>
internal static class EffectTables
{
    private const string File = "pattern-effects";

    private static readonly ImmutableArray<string> Headers =
    [
        "scenario", "policy", "GPU utilization", "held GPUs busy", "mean wait", "mean delay", "p50", "p95", "p99",
        "cost", "energy", "jobs later (> 1 min)", "jobs earlier", "latest",
    ];

    /// <summary>Writes the tables; does nothing when there are not enough seeds, or no policy wraps another.</summary>
    public static void Write(string folder, IEnumerable<RunGroup> groups)
    {
        PairedEffect[] effects = [.. groups.Where(group => group.Seeds >= BlockPlan.MinBlocks).SelectMany(Effects)];
        if (effects.Length == 0)
        {
            return;
        }

        StringBuilder csv = new(
            "scenario,policy,base,seeds,metric,without,with,change,change_low,change_high,adjusted_p_value\n");
        StringBuilder text = new($"| {string.Join(" | ", Headers)} |\n|---|---|");
        text.Append(string.Concat(Enumerable.Repeat("---:|", Headers.Length - 2))).Append('\n');
        foreach (PairedEffect effect in effects)
        {
            foreach (PairedEffectRow row in effect.Rows)
            {
                csv.Append(CultureInfo.InvariantCulture, $"{effect.Group},{effect.Policy},{effect.Base},");
                csv.Append(CultureInfo.InvariantCulture, $"{effect.Seeds},{row.Name},{row.Without:R},{row.With:R},");
                csv.Append(CultureInfo.InvariantCulture, $"{row.Change.Estimate:R},{row.Change.Low:R},");
                csv.Append(CultureInfo.InvariantCulture, $"{row.Change.High:R},{row.AdjustedPValue:R}\n");
            }

            text.Append($"| {string.Join(" | ", Cells(effect))} |\n");
        }

        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        System.IO.File.WriteAllText(Path.Combine(folder, File + ".csv"), csv.ToString(), utf8);
        System.IO.File.WriteAllText(Path.Combine(folder, File + ".md"), text.ToString(), utf8);
    }

    /// <summary>The chapter for the report; none when there is no such file.</summary>
    public static ImmutableArray<ReportChapter> Chapter(string folder)
    {
        string path = Path.Combine(folder, File + ".md");
        if (!System.IO.File.Exists(path))
        {
            return [];
        }

        ImmutableArray<string>[] rows =
        [
            .. System.IO.File.ReadLines(path).Skip(2)
                .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries).ToImmutableArray()),
        ];
        ParagraphBlock note = new(
            "Means over the seeds without and with acting on rules; * where Wilcoxon's signed-rank test rejects at "
            + "0.05 after Holm's correction over the metrics of a row. pattern-effects.csv has the intervals.");
        TableBlock table = new("With and without", Headers, [.. rows], [1]);
        ReportSection section = new("effects", "Effects", [note, table]);
        return [new ReportChapter("What acting on rules changed", [section])];
    }

    internal static IEnumerable<PairedEffect> Effects(RunGroup group)
    {
        RunResult[] first = [.. group.Arms.Select(arm => arm[0].Result)];
        for (int i = 0; i < first.Length; i++)
        {
            int wrapped = BasePolicy.Of(first, i);
            if (wrapped >= 0)
            {
                yield return EffectOf(group.Name, group.Arms[wrapped], group.Arms[i]);
            }
        }
    }

    private static PairedEffect EffectOf(string group, FinishedRun[] without, FinishedRun[] with)
    {
        ImmutableArray<PairedEffectRow> rows = Rows(
            [.. without.Select(EffectMetrics.Of)], [.. with.Select(EffectMetrics.Of)]);
        TimeSpan[] later =
        [
            .. without.Zip(with).SelectMany(pair => Later(pair.First.Result, pair.Second.Result)).Order(),
        ];
        int earlier = without.Zip(with).Sum(pair => pair.First.Result.Jobs.Zip(pair.Second.Result.Jobs)
            .Count(job => job.Second.EndTime < job.First.EndTime));
        return new PairedEffect(
            group, with[0].Label, without[0].Label, without.Length, rows, later.Length,
            later.Count(by => by > TimeSpan.FromMinutes(1)), earlier, without.Sum(run => run.Result.Jobs.Length),
            later.Length > 0 ? later[later.Length / 2] : TimeSpan.Zero,
            later.Length > 0 ? later[^1] : TimeSpan.Zero);
    }

    // A policy that wants a pass of its own asks for one a tick later; that much is not harm.
    private static IEnumerable<TimeSpan> Later(RunResult without, RunResult with) =>
        without.Jobs.Zip(with.Jobs).Where(pair => !pair.First.EndTime.IsNever)
            .Select(pair => pair.Second.EndTime.IsNever ? TimeSpan.MaxValue : pair.Second.EndTime - pair.First.EndTime)
            .Where(by => by >= TimeSpan.FromMilliseconds(1));

    private static ImmutableArray<PairedEffectRow> Rows(
        ImmutableArray<(string Name, double? Value)>[] without, ImmutableArray<(string Name, double? Value)>[] with)
    {
        BlockPlan plan = BlockPlan.OfGroups([.. Enumerable.Range(0, without.Length)]);
        List<PairedEffectRow> rows = [];
        for (int i = 0; i < without[0].Length; i++)
        {
            double?[] before = [.. without.Select(run => run[i].Value)], after = [.. with.Select(run => run[i].Value)];
            if (before.Concat(after).Any(value => value is null))
            {
                continue;
            }

            double[] x = [.. before.Select(value => value!.Value)], y = [.. after.Select(value => value!.Value)];
            string name = without[0][i].Name;
            PairedInterval change = new BlockBootstrap(plan, new BootstrapOptions(), 1, $"effects/{name}").Mean(x, y);
            double[] differences = [.. x.Zip(y, (a, b) => b - a)];
            rows.Add(new PairedEffectRow(
                name, Moments.Mean(x), Moments.Mean(y), change.Difference,
                WilcoxonSignedRank.Test(differences).PValue));
        }

        double[] adjusted = MultipleTesting.Holm([.. rows.Select(row => row.AdjustedPValue)]);
        return [.. rows.Select((row, i) => row with { AdjustedPValue = adjusted[i] })];
    }

    private static IEnumerable<string> Cells(PairedEffect effect) =>
    [
        effect.Group, effect.Policy, .. EffectMetrics.Names.Select(name => Cell(effect, name)),
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Percent(effect.LaterJobs, effect.Jobs)} ({Percent(effect.LaterByAMinute, effect.Jobs)})"),
        Percent(effect.EarlierJobs, effect.Jobs),
        effect.WorstLater == TimeSpan.MaxValue ? "never ended"
            : string.Create(CultureInfo.InvariantCulture, $"{effect.WorstLater.TotalHours:0.0} h"),
    ];

    private static string Percent(int part, int whole) =>
        string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.0} %");

    private static string Cell(PairedEffect effect, string name)
    {
        const double Significance = 0.05;
        return effect.Rows.FirstOrDefault(row => row.Name == name) is { } row
            ? EffectMetrics.Text(name, row.Without) + " → " + EffectMetrics.Text(name, row.With)
                + (row.AdjustedPValue <= Significance ? " *" : "")
            : "";
    }
}
