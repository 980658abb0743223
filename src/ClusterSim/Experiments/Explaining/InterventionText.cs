using static ClusterSim.Experiments.Explaining.ExplanationText;

namespace ClusterSim.Experiments.Explaining;

/// <summary>What was done to a job, and what that cost or saved, in words.</summary>
internal static class InterventionText
{
    public static IEnumerable<string> Of(JobExplanation explained) => explained.Interventions.Select(Of);

    private static string Of(Intervention done)
    {
        bool limit = done.Kind == InterventionKind.Limit;
        string what = limit ? "limits" : "stops and moves";
        if (!done.IsFaithful || done.Without.Jct is null)
        {
            return $"What its {what} cost or saved is not known: alone on its nodes it does not run as it did.";
        }

        TimeSpan longer = done.With.EndTime - done.Without.EndTime;
        string bill = BillText.Difference(done.With, done.Without);
        return (limit ? "Without limits in the same places" : "Left where it first started")
            + $" it would have ended at {At(done.Without.EndTime)}: its {what} {Cost(longer)}"
            + $"{(limit ? "" : Parts(done))}{bill}.";
    }

    private static string Cost(TimeSpan longer) =>
        longer < TimeSpan.Zero ? $"saved it {Length(-longer)}" : $"cost it {Length(longer)}";

    // What was done again is in the time on the nodes, like the starts.
    private static string Parts(Intervention done)
    {
        TimeSpan queued = done.With.TotalWaitTime - done.Without.TotalWaitTime;
        int gpus = Math.Max(1, done.With.Gpus);
        double overhead = (done.With.OverheadGpuSeconds - done.Without.OverheadGpuSeconds) / gpus;
        double lost = (done.With.LostGpuSeconds - done.Without.LostGpuSeconds) / gpus;
        string[] parts =
        [
            .. Part(queued.TotalSeconds, "back in the queue"), .. Part(overhead, "of saving and restoring"),
            .. Part(lost, "of lost work"),
        ];
        return parts.Length == 0 ? "" : $" ({string.Join(", ", parts)})";
    }

    private static IEnumerable<string> Part(double seconds, string what) =>
        seconds > 0 ? [$"{Length(TimeSpan.FromSeconds(seconds))} {what}"] : [];
}
