namespace ClusterSim.Optimization;

/// <summary>Finds a best point of a linear program whose variables are all 0 or 1.</summary>
public interface IBinarySolver
{
    /// <summary>Solves a program. The same program always has the same answer.</summary>
    /// <param name="program">The program; of an upper bound only counts whether it is below 1.</param>
    /// <param name="gap">
    /// How much better than the answer another may at most be, as a share of its objective; 0 for none.
    /// </param>
    BinarySolution Solve(LinearProgram program, double gap = 0);
}
