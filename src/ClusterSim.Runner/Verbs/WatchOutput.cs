using System.Globalization;
using System.Text.Json;
using ClusterSim.Behavior;
using ClusterSim.Journals;

namespace ClusterSim.Runner.Verbs;

/// <summary>Prints what a watch finds, a line for each detection.</summary>
internal sealed class WatchOutput(Terminal terminal, bool json)
{
    public void Write(Detection detection)
    {
        terminal.Out.WriteLine(json ? JsonOf(detection) : TextOf(detection));
        terminal.Out.Flush();
    }

    /// <summary>Tells what of the stream was not understood.</summary>
    public static void Notice(
        Terminal terminal, string source, EventReader reader, RuleMonitor monitor, int replacements)
    {
        EventReaderReport report = reader.Report;
        foreach ((string kind, long rows) in report.UnknownKinds)
        {
            Tell(rows, $"events of the unknown kind '{kind}'");
        }

        foreach (string message in report.BadRowMessages)
        {
            terminal.Notice(message);
        }

        Tell(report.BadRows, "damaged lines were left out");
        Tell(report.LateEvents, "events were older than one before them and were taken at its time");
        Tell(reader.Jobs.Forgotten, "jobs were forgotten, because too many were known at once");
        Tell(monitor.ForgottenEvents, "events were not remembered, because a rule remembered too many of one key");
        Tell(replacements, "times the file was cut or another took its name");

        void Tell(long count, string what) => terminal.NoticeAny(source, count, what);
    }

    private static decimal SecondsOf(Detection detection) => detection.Time.Ticks / (decimal)TimeSpan.TicksPerSecond;

    private static string JsonOf(Detection detection)
    {
        Recommendation? advice = detection.Recommendation;
        return JsonLine.Of(
            new
            {
                Time = SecondsOf(detection),
                detection.RuleId,
                detection.CreId,
                JobId = detection.JobId.Length > 0 ? detection.JobId : null,
                detection.Key,
                Action = advice is null ? null : ActionOf(advice),
                advice?.ExpectedGpuSeconds,
                advice?.Confidence,
                advice?.TargetGpus,
                advice?.Explanation,
            });
    }

    private static string TextOf(Detection detection)
    {
        string who = detection.JobId.Length > 0 ? $"job {detection.JobId}" : detection.Key;
        string place = string.Create(
            CultureInfo.InvariantCulture, $"{SecondsOf(detection)} s  {detection.RuleId} ({detection.CreId})  {who}");
        if (detection.Recommendation is not { } advice)
        {
            return place;
        }

        string saving = (advice.ExpectedGpuSeconds / 3600).ToString("0.##", CultureInfo.InvariantCulture);
        return $"{place}  {ActionOf(advice)}, about {saving} GPU h: {advice.Explanation}";
    }

    private static string ActionOf(Recommendation advice) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(advice.Action.ToString());
}
