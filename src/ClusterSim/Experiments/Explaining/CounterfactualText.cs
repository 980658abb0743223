using static ClusterSim.Experiments.Explaining.ExplanationText;

namespace ClusterSim.Experiments.Explaining;

/// <summary>How the job fared otherwise, in words.</summary>
internal static class CounterfactualText
{
    public static IEnumerable<string> Of(JobExplanation explained) =>
        explained.Otherwise.Select(other => $"Under {other.Policy} the same job waited "
            + $"{Length(other.Result.TotalWaitTime)}, ran {Length(other.Result.RunTime)} and was restarted "
            + $"{Count(other.Result.Restarts, "time")}{Difference(explained, other)}"
            + $"{BillText.Difference(explained.Result, other.Result)}.");

    private static string Difference(JobExplanation explained, Counterfactual other) =>
        explained.Result.Jct is { } jct && other.Result.Jct is { } otherJct
            ? $": from submission to end {explained.Policy} {Saved(otherJct - jct)}"
            : "";

    private static string Saved(TimeSpan gain) =>
        gain == TimeSpan.Zero ? "changed nothing"
        : gain > TimeSpan.Zero ? $"saved it {Length(gain)}"
        : $"cost it {Length(-gain)}";
}
