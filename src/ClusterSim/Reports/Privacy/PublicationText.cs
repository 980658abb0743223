using System.Globalization;
using System.Text;
using ClusterSim.Impact;

namespace ClusterSim.Reports.Privacy;

/// <summary>What was left out, as Markdown that goes with the published tables.</summary>
internal static class PublicationText
{
    public static string Of(IReadOnlyCollection<PublicationReport> reports, PublishOptions options)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            # What was changed before publication

            Names of jobs, users and nodes are keyed hashes. Points in time are moved down to multiples of
            {Length(options.Step)}, sizes up to the next power of two; other amounts are rounded to two significant
            digits; what jobs asked beyond their size is left out. A job is left out when fewer than {options.Crowd}
            users submitted a job of its size within the same {Length(options.Step)}.

            | run | jobs | left out | share | GPU-hours left out | mean queueing delay of all | of those published |
            |---|---:|---:|---:|---:|---:|---:|

            """);
        foreach (PublicationReport report in reports)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {report.Run} | {report.Jobs:N0} | {report.Suppressed:N0} | {Percent(report.SuppressionRate)} "
                + $"| {NumberText.Plain(report.SuppressedGpuHours)} of {NumberText.Plain(report.GpuHours)} "
                + $"| {Delay(report.MeanDelaySeconds)} | {Delay(report.PublishedMeanDelaySeconds)} |\n");
        }

        text.Append("\nOther steps would leave out: ").AppendJoin(
            ", ",
            reports.First().Choices.Select(choice => $"{Percent(choice.SuppressionRate)} at {Length(choice.Step)}"));
        return text.Append(".\n").ToString();
    }

    private static string Percent(double share) => NumberText.Percent(share) + " %";

    private static string Delay(double seconds) => double.IsNaN(seconds) ? "n/a" : NumberText.Duration(seconds);

    private static string Length(TimeSpan length) => length >= TimeSpan.FromDays(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{length.TotalDays:0.##} d")
        : string.Create(CultureInfo.InvariantCulture, $"{length.TotalHours:0.##} h");
}
