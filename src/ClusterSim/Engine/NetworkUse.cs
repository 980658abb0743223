using System.Collections.Immutable;

namespace ClusterSim.Engine;

/// <summary>What the links of the network carried in a run.</summary>
/// <param name="Links">The links that carried something, by index.</param>
/// <param name="BinLength">Length of the stretches of time of <see cref="LinkUse.Levels"/>.</param>
public sealed record NetworkUse(ImmutableArray<LinkUse> Links, TimeSpan BinLength);
