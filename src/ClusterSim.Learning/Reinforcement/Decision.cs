namespace ClusterSim.Learning.Reinforcement;

/// <summary>A choice that was made.</summary>
/// <param name="Features">Features of the visible jobs, one after the other.</param>
/// <param name="Position">Which of them was chosen.</param>
/// <param name="LogProbability">Logarithm of the probability that it had.</param>
internal sealed record Decision(double[] Features, int Position, double LogProbability);
