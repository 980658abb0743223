using System.Collections.Immutable;

namespace ClusterSim.Impact.Quality;

/// <summary>What one rule did in one run or in several, against the labels.</summary>
/// <param name="RuleId">Identifier of the rule.</param>
/// <param name="Positives">Labelled instances that it should find, clear ones only.</param>
/// <param name="Found">Those that it found.</param>
/// <param name="Right">Hits on a clear instance of a behaviour that it is responsible for; each instance once.</param>
/// <param name="Confused">Hits on a job that shows something else; each job once.</param>
/// <param name="FalseAlarms">Hits on a healthy job; each job once.</param>
/// <param name="DelaySeconds">
/// Of each instance found: from the moment when it had lasted as long as its threshold to the hit. Negative where the
/// rule is content with less than the threshold of the label.
/// </param>
/// <param name="HitsOf">
/// What the jobs that it hit show, and how many of each; healthy ones as <c>healthy</c>, or <c>looks-like:NAME</c>.
/// </param>
public sealed record RuleHits(
    string RuleId, int Positives, int Found, int Right, int Confused, int FalseAlarms,
    ImmutableArray<double> DelaySeconds, ImmutableSortedDictionary<string, int> HitsOf);
