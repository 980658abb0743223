using System.Collections.Immutable;
using ClusterSim.Statistics;

namespace ClusterSim.Impact.Quality;

/// <summary>How well rules find labelled behaviours, over the runs of several seeds.</summary>
/// <param name="Runs">Number of runs.</param>
/// <param name="Days">Simulated days, all runs together.</param>
/// <param name="HealthyJobDays">Days that healthy jobs ran, all runs together.</param>
/// <param name="Rules">One entry for each rule, by identifier.</param>
/// <param name="All">All rules that are responsible for something as one.</param>
public sealed record DetectionQuality(
    int Runs, double Days, double HealthyJobDays, ImmutableArray<RuleQuality> Rules, RuleQuality All)
{
    /// <summary>Adds up the scores of runs.</summary>
    /// <param name="scores">The scores; at least one.</param>
    /// <param name="rules">Who is responsible for what, as the scores were made with.</param>
    /// <exception cref="ArgumentException">There are no scores, or nobody ran for any time.</exception>
    public static DetectionQuality Of(
        IReadOnlyList<DetectionScore> scores, ImmutableArray<RuleResponsibility> rules)
    {
        ArgumentNullException.ThrowIfNull(scores);
        double days = scores.Sum(score => score.Days), healthy = scores.Sum(score => score.HealthyJobDays);
        if (scores.Count == 0 || days <= 0 || healthy <= 0)
        {
            throw new ArgumentException("expected at least one run in which healthy jobs ran.", nameof(scores));
        }

        RuleHits[] hits =
        [
            .. scores.SelectMany(score => score.Rules).GroupBy(one => one.RuleId, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Sum(group.Key, [.. group])),
        ];
        ImmutableArray<string> BehaviorsOf(string rule) =>
            rules.FirstOrDefault(one => one.RuleId == rule)?.Behaviors ?? [];
        RuleHits all = Sum("all", [.. hits.Where(one => !BehaviorsOf(one.RuleId).IsEmpty)]);
        return new DetectionQuality(
            scores.Count, days, healthy, [.. hits.Select(one => Rate(one, BehaviorsOf(one.RuleId), days, healthy))],
            Rate(all, [.. rules.SelectMany(rule => rule.Behaviors).Distinct()], days, healthy));
    }

    private static RuleHits Sum(string rule, RuleHits[] hits) => new(
        rule, hits.Sum(one => one.Positives), hits.Sum(one => one.Found), hits.Sum(one => one.Right),
        hits.Sum(one => one.Confused), hits.Sum(one => one.FalseAlarms),
        [.. hits.SelectMany(one => one.DelaySeconds).Order()],
        hits.SelectMany(one => one.HitsOf).GroupBy(hit => hit.Key, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(group => group.Key, group => group.Sum(hit => hit.Value)));

    private static RuleQuality Rate(RuleHits hits, ImmutableArray<string> behaviors, double days, double healthy)
    {
        int wrong = hits.Confused + hits.FalseAlarms;
        bool judged = !behaviors.IsEmpty;
        ConfidenceInterval? overlap = judged ? Share(hits.Found, hits.Positives + wrong) : null;
        double[] delays = [.. hits.DelaySeconds];
        return new RuleQuality(
            hits.RuleId, behaviors, hits,
            judged ? Share(hits.Right, hits.Right + wrong) : null, judged ? Share(hits.Found, hits.Positives) : null,
            overlap is { } j ? new ConfidenceInterval(F1Of(j.Estimate), F1Of(j.Low), F1Of(j.High)) : null,
            delays.Length > 0 ? Quantiles.Of(delays, 0.5) : null, delays.Length > 0 ? Quantiles.Of(delays, 0.95) : null,
            CountIntervals.Poisson(hits.FalseAlarms, days),
            CountIntervals.Poisson(hits.FalseAlarms, healthy / 1000));
    }

    private static ConfidenceInterval? Share(int part, int whole) =>
        whole > 0 ? CountIntervals.Wilson(part, whole) : null;

    private static double F1Of(double overlap) => 2 * overlap / (1 + overlap);
}
