using System.Collections.Immutable;

namespace ClusterSim.Behavior.Mining;

/// <summary>An episode that precedes an outcome, with what speaks for it. <see cref="MinedRules"/> writes it as a rule.
/// </summary>
public sealed record MinedRule
{
    /// <summary>The outcome that it precedes.</summary>
    public required MinedOutcome Outcome { get; init; }

    /// <summary>Whose events it is made of.</summary>
    public required MiningKey Key { get; init; }

    /// <summary>What happens, in order, as terms of rules, e.g. <c>gpu utilization below 30</c>.</summary>
    public required ImmutableArray<string> Terms { get; init; }

    /// <summary>Whether the terms are met by one event, and not by one after the other.</summary>
    /// <value>Default <c>false</c>.</value>
    public bool Together { get; init; }

    /// <summary>Longest time from its first to its last event.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>Counts of the first part, on which it was chosen: they flatter it.</summary>
    public required EpisodeCounts Mined { get; init; }

    /// <summary>Counts of the second part, which it was not chosen on.</summary>
    public required EpisodeCounts Judged { get; init; }

    /// <summary>p value of Fisher's exact test, one-sided, on the second part.</summary>
    public required double PValue { get; init; }

    /// <summary>The same, corrected for all candidates (Benjamini and Hochberg).</summary>
    public required double AdjustedPValue { get; init; }

    /// <summary>Users of the jobs that bear it out in the second part; 0 where users are not known.</summary>
    public required int Users { get; init; }

    /// <summary>The first five jobs of the second part that bear it out.</summary>
    public required ImmutableArray<MinedExample> Examples { get; init; }
}
