using System.Collections.Immutable;

namespace ClusterSim.Optimization;

/// <summary>The answer of a solver to a linear program whose variables are all 0 or 1.</summary>
/// <param name="Status">What was found out; never unbounded.</param>
/// <param name="Objective">The objective; NaN when no point satisfies the constraints.</param>
/// <param name="Values">Which variables are 1; empty when no point satisfies the constraints.</param>
/// <param name="Bound">What no point can be better than; NaN when none satisfies the constraints.</param>
/// <param name="Nodes">Linear programs that were solved on the way.</param>
public sealed record BinarySolution(
    LinearStatus Status, double Objective, ImmutableArray<bool> Values, double Bound, int Nodes);
