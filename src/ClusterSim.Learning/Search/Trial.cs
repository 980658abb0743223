using System.Collections.Immutable;

namespace ClusterSim.Learning.Search;

/// <summary>A point that a search tried, and what came of it.</summary>
/// <param name="Place">The point in the unit cube.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record Trial(ImmutableArray<double> Place, TrialOutcome Outcome);
