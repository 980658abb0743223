using System.Collections.Immutable;

namespace ClusterSim.Optimization;

/// <summary>
/// The two-phase simplex method with bounded variables on a dense tableau. The entering variable is the one of steepest
/// gain; after a run of steps without gain it is the first by Bland's rule (1977), which cannot cycle.
/// </summary>
public sealed class SimplexSolver : ILinearSolver
{
    /// <summary>Amounts below this count as nothing, after each row was scaled to a largest coefficient of 1.</summary>
    internal const double Tolerance = 1e-9;

    /// <inheritdoc/>
    public LinearSolution Solve(LinearProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        SimplexTableau tableau = new(program);
        if (tableau.HasArtificials)
        {
            tableau.PriceArtificials();
            tableau.Improve();
            if (tableau.Infeasibility > Tolerance * 100)
            {
                return Without(LinearStatus.Infeasible, tableau);
            }

            tableau.BanArtificials();
        }

        tableau.Price(program.Objective);
        if (!tableau.Improve())
        {
            return Without(LinearStatus.Unbounded, tableau);
        }

        double[] values = tableau.Values();
        double objective = 0;
        for (int i = 0; i < values.Length; i++)
        {
            objective += program.Objective[i] * values[i];
        }

        return new LinearSolution(
            LinearStatus.Optimal, objective, ImmutableArray.Create(values), [.. tableau.Duals()], tableau.Pivots);
    }

    private static LinearSolution Without(LinearStatus status, SimplexTableau tableau) =>
        new(status, double.NaN, [], [], tableau.Pivots);
}
