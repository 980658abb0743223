using System.Collections.Immutable;

namespace ClusterSim.Impact.Quality;

/// <summary>What the rules of one run did, against the labels.</summary>
/// <param name="Rules">One entry for each rule that is responsible for something or that hit, by identifier.</param>
/// <param name="HealthyJobDays">Time that jobs ran that show no behaviour, in days.</param>
/// <param name="Days">Length of the run in days.</param>
public sealed record DetectionScore(ImmutableArray<RuleHits> Rules, double HealthyJobDays, double Days)
{
    /// <summary>
    /// Scores the detections of a run. A detection is right when its moment lies within the interval of a label, of a
    /// job in its evidence, of a behaviour that its rule is responsible for; borderline labels count for nothing. It
    /// is confused when the job shows some other behaviour, and a false alarm when it shows none.
    /// </summary>
    /// <param name="run">The run, by a policy that does not preempt and acts on nothing.</param>
    /// <param name="labels">The truth.</param>
    /// <param name="rules">Who is responsible for what.</param>
    public static DetectionScore Of(
        Engine.RunResult run, ImmutableArray<Workloads.Injection.BehaviorLabel> labels,
        ImmutableArray<RuleResponsibility> rules)
    {
        ArgumentNullException.ThrowIfNull(run);
        LabelledRun truth = new(run, labels);
        ILookup<string, Behavior.Detection> byRule = run.Detections.ToLookup(found => found.RuleId);
        IEnumerable<string> names = rules.Select(rule => rule.RuleId).Concat(byRule.Select(found => found.Key));
        return new DetectionScore(
            [
                .. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name =>
                    new RuleScorer(truth, rules.FirstOrDefault(rule => rule.RuleId == name)).Score(name, byRule[name])),
            ],
            truth.HealthyJobDays, run.EndTime.Seconds / 86_400);
    }
}
