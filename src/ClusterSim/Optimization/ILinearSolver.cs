namespace ClusterSim.Optimization;

/// <summary>Finds a best point of a linear program.</summary>
public interface ILinearSolver
{
    /// <summary>Solves a program. The same program always has the same answer.</summary>
    /// <param name="program">The program.</param>
    /// <exception cref="InvalidOperationException">The solver made no progress any more.</exception>
    LinearSolution Solve(LinearProgram program);
}
