namespace ClusterSim.Optimization;

/// <summary>
/// Branch and bound (Land and Doig, 1960) on the linear relaxation, depth first: the variable nearest to a half is set
/// to the nearer of 0 and 1 first. Each relaxation is rounded to a first answer, and its reduced costs set all
/// variables that cannot be otherwise in a better one, so that most programs shrink to a few variables at the root.
/// </summary>
/// <param name="linear">Solves the relaxations; <c>null</c> for the simplex method.</param>
/// <param name="mostNodes">
/// Relaxations after which the best answer so far is returned, with the bound that shows how good it is.
/// </param>
public sealed class BranchAndBoundSolver(ILinearSolver? linear = null, int mostNodes = 100_000) : IBinarySolver
{
    private readonly ILinearSolver _linear = linear ?? new SimplexSolver();

    /// <inheritdoc/>
    public BinarySolution Solve(LinearProgram program, double gap = 0)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentOutOfRangeException.ThrowIfNegative(gap);
        return new BinarySearch(program, _linear, gap).Run(mostNodes);
    }
}
