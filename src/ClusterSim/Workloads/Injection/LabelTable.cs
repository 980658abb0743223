using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Workloads.Injection;

/// <summary>Labels as CSV.</summary>
internal static class LabelTable
{
    public static void Write(ImmutableArray<BehaviorLabel> labels, TextWriter writer)
    {
        writer.Write("job_id,behavior,grade,from_seconds,until_seconds,onset_seconds,episode,derived\n");
        foreach (BehaviorLabel label in labels)
        {
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{label.JobId},{label.Behavior},{GradeText(label.Grade)},{label.FromSeconds},{label.UntilSeconds},"));
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{label.OnsetSeconds},{label.Episode},{(label.Derived ? "true" : "false")}\n"));
        }
    }

    private static string GradeText(LabelGrade grade) => grade switch
    {
        LabelGrade.Clear => "clear",
        LabelGrade.Borderline => "borderline",
        _ => "looks-like",
    };
}
