using System.Collections.Immutable;

namespace ClusterSim.Optimization;

/// <summary>The answer to a <see cref="LinearProgram"/>.</summary>
/// <param name="Status">Whether there is a best point.</param>
/// <param name="Objective">Its value; NaN unless optimal.</param>
/// <param name="Values">The variables; empty unless optimal.</param>
/// <param name="Duals">
/// For each row by how much the objective grows per unit of its right side, 0 or more for
/// <see cref="RowRelation.AtMost"/> and 0 or less for <see cref="RowRelation.AtLeast"/>; empty unless optimal.
/// </param>
/// <param name="Pivots">Steps that the solver took.</param>
public sealed record LinearSolution(
    LinearStatus Status, double Objective, ImmutableArray<double> Values, ImmutableArray<double> Duals, int Pivots);
