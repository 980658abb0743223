namespace ClusterSim.Scheduling.Policies.Themis;

/// <summary>What a job says of a gang of GPUs.</summary>
/// <param name="Job">Index of the job.</param>
/// <param name="Gpus">GPUs that it needs.</param>
/// <param name="Unfairness">Its finish-time ratio when it goes without them for one more lease.</param>
/// <param name="Gain">
/// Logarithm of the factor by which they lower that ratio; 0 when it cannot be placed now.
/// </param>
internal readonly record struct ThemisBid(int Job, int Gpus, double Unfairness, double Gain);
