using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Experiments;
using ClusterSim.Experiments.Tuning;

namespace ClusterSim.Runner.Verbs;

/// <summary>What <c>tune</c> tells at its end: the choice, the later windows, the cost of the search.</summary>
internal static class TuneText
{
    public static string Of(TuningStudy study, int trials, ImmutableArray<PolicyChoice> tuned)
    {
        string cost = string.Create(
            CultureInfo.InvariantCulture,
            $"Cost of the search: {trials} trials, {(long)trials * study.Windows.Training.Length:N0} simulations, "
                + $"{(long)trials * study.TrainingJobCount:N0} simulated jobs.");
        string windows = string.Create(
            CultureInfo.InvariantCulture,
            $"Trained on windows 1 to {study.Windows.Training.Length} "
                + $"(to {study.Windows.Training[^1].To.Seconds:0} s), judged on {study.Windows.Later.Length} "
                + $"later ones (from {study.Windows.Later[0].From.Seconds:0} s).");
        LaterComparison later = LaterComparison.Of(study, LaterComparison.StandardBaselines, tuned);
        string chosen = string.Concat(tuned.Select(policy =>
            $"{policy.Name}: {string.Join(", ", policy.Set.Select(option => $"{option.Key} = {option.Value}"))}\n"));
        return $"{chosen}\n{windows} {cost}\n\n{LaterMarkdown.Of(later)}";
    }
}
