using System.Collections.Immutable;

namespace ClusterSim.Learning.Reinforcement;

/// <summary>What a run of a window came to.</summary>
/// <param name="Cost">What is to be small: the logarithm of the mean bounded slowdown, for instance.</param>
/// <param name="Excesses">
/// By how much each constraint is broken, 0 or less where it is kept; always in the same order, empty for none.
/// </param>
public readonly record struct EpisodeOutcome(double Cost, ImmutableArray<double> Excesses)
{
    /// <summary>By how much the worst constraint is broken; 0 when all are kept.</summary>
    public double Violation => Excesses.IsDefaultOrEmpty ? 0 : Math.Max(0, Excesses.Max());
}
