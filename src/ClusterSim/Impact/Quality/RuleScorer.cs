using System.Collections.Immutable;
using ClusterSim.Workloads.Injection;
using Found = ClusterSim.Behavior.Detection;

namespace ClusterSim.Impact.Quality;

/// <summary>Scores the detections of one rule.</summary>
internal sealed class RuleScorer(LabelledRun truth, RuleResponsibility? rule)
{
    private const string Healthy = "healthy";
    private const string LooksLike = "looks-like:";

    private readonly Dictionary<string, double> _onsetOf = [];
    private readonly Dictionary<string, double> _foundAt = [];
    private readonly HashSet<int> _confused = [], _falseAlarms = [];
    private readonly SortedDictionary<string, int> _hits = new(StringComparer.Ordinal);
    private readonly HashSet<(string, int)> _counted = [];

    public RuleHits Score(string name, IEnumerable<Found> detections)
    {
        foreach ((int job, BehaviorLabel label) in truth.Shown.Where(shown => IsMine(shown.Label)))
        {
            // Jobs of an episode before the one with which it becomes one have no onset.
            double onset = label.OnsetSeconds < 0
                ? double.PositiveInfinity
                : truth.MomentSeconds(job, label.OnsetSeconds);
            double known = _onsetOf.GetValueOrDefault(label.Episode, double.PositiveInfinity);
            _onsetOf[label.Episode] = Math.Min(known, onset);
        }

        foreach (Found detection in detections.Where(found => found.Job >= 0))
        {
            Judge(detection);
        }

        return new RuleHits(
            name, _onsetOf.Count, _foundAt.Count, _foundAt.Count, _confused.Count, _falseAlarms.Count,
            [.. _foundAt.Select(found => found.Value - _onsetOf[found.Key]).Where(double.IsFinite).Order()],
            _hits.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    private void Judge(Found detection)
    {
        int job = detection.Job;
        BehaviorLabel[] covering =
        [
            .. truth.LabelsOf(job).Where(label => label.Grade != LabelGrade.LooksLike
                && truth.Covers(job, label, detection.Time)),
        ];
        if (Array.Find(covering, IsMine) is { } mine)
        {
            _foundAt.TryAdd(mine.Episode, detection.Time.Seconds);
            Count(mine.Behavior, job);
        }
        else if (truth.IsHealthy(job))
        {
            Count(truth.LabelsOf(job).Select(label => LooksLike + label.Behavior).FirstOrDefault(Healthy), job);
            _falseAlarms.Add(job);
        }
        else if (truth.LabelsOf(job).FirstOrDefault(IsAccepted) is { } accepted)
        {
            Count(accepted.Behavior, job);
        }
        else if (!covering.Any(IsResponsible))
        {
            BehaviorLabel other = covering.Concat(truth.LabelsOf(job)).OrderBy(label => label.Derived)
                .First(label => label.Grade != LabelGrade.LooksLike);
            Count(other.Behavior, job);
            if (rule is not null)
            {
                _confused.Add(job);
            }
        }
    }

    private void Count(string behavior, int job)
    {
        if (_counted.Add((behavior, job)))
        {
            _hits[behavior] = _hits.GetValueOrDefault(behavior) + 1;
        }
    }

    private bool IsAccepted(BehaviorLabel label) =>
        label.Grade != LabelGrade.LooksLike && rule is not null && rule.Also.Contains(label.Behavior);

    private bool IsMine(BehaviorLabel label) => label.Grade == LabelGrade.Clear && IsResponsible(label);

    private bool IsResponsible(BehaviorLabel label) => rule is not null && rule.Behaviors.Contains(label.Behavior);
}
