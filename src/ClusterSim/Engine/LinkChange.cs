using ClusterSim.Platforms.Topology;
using ClusterSim.Time;

namespace ClusterSim.Engine;

/// <summary>Both directions of a cable lose bandwidth or get it back at a given time.</summary>
/// <param name="Time">When.</param>
/// <param name="Link">Index of one direction in <see cref="NetworkTopology.Links"/>.</param>
/// <param name="CapacityShare">
/// Share of the bandwidth that is left, 0 (down) to 1 (as built). A job with a ring over a link that is down crawls at
/// a thousandth of its pace.
/// </param>
public readonly record struct LinkChange(SimTime Time, int Link, double CapacityShare);
