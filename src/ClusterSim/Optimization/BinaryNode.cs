namespace ClusterSim.Optimization;

/// <summary>A part of the points of a binary program: some variables are 1, some free, all others 0.</summary>
/// <param name="Free">The free variables, ascending.</param>
/// <param name="Ones">The variables that are 1.</param>
/// <param name="Bound">What no point in it is better than.</param>
internal sealed record BinaryNode(int[] Free, int[] Ones, double Bound);
