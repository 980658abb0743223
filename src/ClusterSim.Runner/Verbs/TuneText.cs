using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Experiments;
using ClusterSim.Experiments.Tuning;

namespace ClusterSim.Runner.Verbs;

/// <summary>What <c>tune</c> tells at its end: the choice, the later windows, the cost of the search.</summary>
internal static class TuneText
{
    public static string Of(TuneRun run, ImmutableArray<PolicyChoice> tuned)
    {
        TuningStudy study = run.Study;
        LaterComparison later = LaterComparison.Of(study, LaterComparison.StandardBaselines, tuned);
        string chosen = string.Concat(tuned.Select(policy =>
            $"{policy.Name}: {string.Join(", ", policy.Set.Select(option => $"{option.Key} = {option.Value}"))}\n"));
        string windows = string.Create(
            CultureInfo.InvariantCulture,
            $"Trained on windows 1 to {study.Windows.Training.Length} "
                + $"(to {study.Windows.Training[^1].To.Seconds:0} s), judged on {study.Windows.Later.Length} "
                + $"later ones (from {study.Windows.Later[0].From.Seconds:0} s).");
        return $"{chosen}\n{windows}\n{CostOf(run)}\n{LaterMarkdown.Of(later)}";
    }

    private static string CostOf(TuneRun run)
    {
        int windows = run.Windows.Length;
        long regimes = run.RegimeVectors > 0 ? (Math.Min(RegimeTuning.Candidates, run.Trials) + 1) * windows : 0;
        string text = Line(run, "the search", $"{run.Trials} trials, ", (long)run.Trials * windows);
        text += regimes > 0 ? Line(run, "the regimes", "", regimes) : "";
        return run.NetworkUpdates > 0
            ? text + Line(run, "the network", $"{run.NetworkUpdates} updates, ", NetworkTraining.Runs(run))
            : text;
    }

    // Windows have equally many jobs.
    private static string Line(TuneRun run, string what, string first, long simulations) => string.Create(
        CultureInfo.InvariantCulture,
        $"Cost of {what}: {first}{simulations:N0} simulations, "
            + $"{simulations * run.Study.TrainingJobCount / run.Windows.Length:N0} simulated jobs.\n");
}
