using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ClusterSim.Impact.Quality;
using ClusterSim.Reports.Page;
using ClusterSim.Statistics;

namespace ClusterSim.Experiments;

/// <summary>
/// Detection quality as files: <c>detection-quality.csv</c> (one row for each rule), <c>detection-confusion.csv</c>
/// (rule, what the jobs that it hit show, number of jobs) and the same for people as Markdown and as a chapter.
/// </summary>
internal static class QualityTables
{
    private const string File = "detection-quality";
    private const string Confusion = "detection-confusion.csv";

    private static readonly string[] Columns =
    [
        "rule", "behaviors", "instances", "found", "precision", "precision_low", "precision_high", "recall",
        "recall_low", "recall_high", "f1", "f1_low", "f1_high", "delay_p50_seconds", "delay_p95_seconds", "confused",
        "false_alarms", "false_alarms_per_day", "false_alarms_per_day_low", "false_alarms_per_day_high",
        "false_alarms_per_1000_healthy_job_days", "false_alarms_per_1000_healthy_job_days_low",
        "false_alarms_per_1000_healthy_job_days_high",
    ];

    private static readonly ImmutableArray<string> Headers =
    [
        "rule", "responsible for", "instances", "precision", "recall", "F1", "delay p50", "delay p95",
        "confused", "false alarms", "a day", "per 1,000 healthy job-days",
    ];

    public static void Write(DetectionQuality quality, string folder)
    {
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        RuleQuality[] rules = [quality.All, .. quality.Rules];
        StringBuilder csv = new(string.Join(',', Columns) + "\n"), confusion = new("rule,shown,jobs\n");
        StringBuilder text = new($"{Summary(quality)}\n\n| {string.Join(" | ", Headers)} |\n");
        text.Append($"|---|---|{string.Concat(Enumerable.Repeat("---:|", Headers.Length - 2))}\n");
        foreach (RuleQuality rule in rules)
        {
            csv.Append(string.Join(',', Cells(rule))).Append('\n');
            text.Append($"| {string.Join(" | ", Texts(rule))} |\n");
            foreach ((string shown, int jobs) in rule.Hits.HitsOf)
            {
                confusion.Append(CultureInfo.InvariantCulture, $"{rule.RuleId},{shown},{jobs}\n");
            }
        }

        System.IO.File.WriteAllText(Path.Combine(folder, File + ".csv"), csv.ToString(), utf8);
        System.IO.File.WriteAllText(Path.Combine(folder, Confusion), confusion.ToString(), utf8);
        System.IO.File.WriteAllText(Path.Combine(folder, File + ".md"), text.ToString(), utf8);
    }

    /// <summary>The chapter for the report, out of the table for people; none when there is no such file.</summary>
    public static ImmutableArray<ReportChapter> Chapter(string folder)
    {
        string path = Path.Combine(folder, File + ".md");
        if (!System.IO.File.Exists(path))
        {
            return [];
        }

        string[] lines = System.IO.File.ReadAllLines(path);
        ImmutableArray<string>[] rows =
        [
            .. lines.Skip(4).Where(line => line.StartsWith('|'))
                .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries).ToImmutableArray()),
        ];
        ReportSection section = new(
            "detection-quality", "Detection quality",
            [new ParagraphBlock(lines[0]), new TableBlock("Rules against labels", Headers, [.. rows], [1])]);
        return [new ReportChapter("Detection quality", [section])];
    }

    private static string Summary(DetectionQuality quality) => string.Create(
        CultureInfo.InvariantCulture,
        $"{quality.Runs} runs, {quality.Days:0} simulated days, {quality.HealthyJobDays:0} days of healthy jobs. ")
        + "Brackets hold 95 % intervals: Wilson for shares, exact Poisson for rates.";

    private static IEnumerable<string> Cells(RuleQuality rule) =>
    [
        rule.RuleId, string.Join('|', rule.Behaviors), Text(rule.Hits.Positives), Text(rule.Hits.Found),
        .. Ends(rule.Precision), .. Ends(rule.Recall), .. Ends(rule.F1), Number(rule.DelayP50Seconds),
        Number(rule.DelayP95Seconds), Text(rule.Hits.Confused), Text(rule.Hits.FalseAlarms),
        .. Ends(rule.FalseAlarmsPerDay), .. Ends(rule.FalseAlarmsPer1000JobDays),
    ];

    private static IEnumerable<string> Texts(RuleQuality rule) =>
    [
        rule.RuleId, rule.RuleId == "all" ? "each its own" : string.Join(", ", rule.Behaviors),
        Text(rule.Hits.Positives), Share(rule.Precision), Share(rule.Recall), Share(rule.F1),
        Minutes(rule.DelayP50Seconds), Minutes(rule.DelayP95Seconds), Text(rule.Hits.Confused),
        Text(rule.Hits.FalseAlarms), Rate(rule.FalseAlarmsPerDay), Rate(rule.FalseAlarmsPer1000JobDays),
    ];

    private static string[] Ends(ConfidenceInterval? interval) =>
        [Number(interval?.Estimate), Number(interval?.Low), Number(interval?.High)];

    private static string Number(double? value) =>
        value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Share(ConfidenceInterval? share) => share is { } one
        ? string.Create(CultureInfo.InvariantCulture, $"{one.Estimate:0.000} [{one.Low:0.000}, {one.High:0.000}]")
        : "";

    private static string Rate(ConfidenceInterval rate) => string.Create(
        CultureInfo.InvariantCulture, $"{rate.Estimate:0.00} [{rate.Low:0.00}, {rate.High:0.00}]");

    private static string Minutes(double? seconds) => seconds is { } value
        ? string.Create(CultureInfo.InvariantCulture, $"{value / 60:0.0} min")
        : "";
}
