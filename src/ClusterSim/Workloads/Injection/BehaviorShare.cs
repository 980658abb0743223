namespace ClusterSim.Workloads.Injection;

/// <summary>How often a behaviour is injected.</summary>
/// <param name="Behavior">Name of an <see cref="InjectedBehavior"/>.</param>
/// <param name="Share">
/// Share of the jobs that can show it, 0 to 1; of a behaviour of several jobs: share of the jobs that begin one.
/// </param>
public sealed record BehaviorShare(string Behavior, double Share);
