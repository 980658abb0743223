namespace ClusterSim.Impact.Cost;

/// <summary>What an hour of a GPU costs.</summary>
/// <param name="OnDemand">Price on demand; 0 or more.</param>
/// <param name="Spot">Price of what may be taken away at any time; <c>null</c> for none.</param>
/// <param name="Reserved">Price of what is paid for used or not; <c>null</c> for none.</param>
public sealed record GpuPrice(double OnDemand, double? Spot = null, double? Reserved = null);
