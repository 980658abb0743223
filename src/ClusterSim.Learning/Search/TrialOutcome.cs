using System.Collections.Immutable;

namespace ClusterSim.Learning.Search;

/// <summary>What a trial came to.</summary>
/// <param name="Objective">What is to be small; finite.</param>
/// <param name="Excesses">
/// By how much each constraint is violated, 0 or less where it is kept: in the same order and number in every trial.
/// </param>
public sealed record TrialOutcome(double Objective, ImmutableArray<double> Excesses)
{
    /// <summary>Whether every constraint is kept.</summary>
    public bool IsFeasible => Excesses.All(excess => excess <= 0);

    /// <summary>Whether this is better than another: feasible before infeasible, then less objective or
    /// excess.</summary>
    internal bool IsBetterThan(TrialOutcome other) =>
        IsFeasible != other.IsFeasible ? IsFeasible
        : IsFeasible ? Objective < other.Objective
        : Excesses.Max() < other.Excesses.Max();
}
