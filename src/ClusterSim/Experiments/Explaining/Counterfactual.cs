using ClusterSim.Engine;

namespace ClusterSim.Experiments.Explaining;

/// <summary>The same job in the run that it is compared with.</summary>
/// <param name="Policy">Name of that run's policy in the experiment.</param>
/// <param name="Result">What became of the job there.</param>
public sealed record Counterfactual(string Policy, JobResult Result);
