using System.Collections.Immutable;
using ClusterSim.Platforms.Topology;

namespace ClusterSim.Engine;

/// <summary>What one direction of a cable carried in a run, from time zero to the end of the run.</summary>
public sealed record LinkUse
{
    /// <summary>Index of the link in <see cref="NetworkTopology.Links"/>.</summary>
    public required int Link { get; init; }

    /// <summary>Name, e.g. <c>node-3/nic-0 > tor-1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where it begins.</summary>
    public required TopologyVertex From { get; init; }

    /// <summary>Where it ends.</summary>
    public required TopologyVertex To { get; init; }

    /// <summary>Bandwidth in bytes per second.</summary>
    public required double BytesPerSecond { get; init; }

    /// <summary>Bytes that it carried.</summary>
    public required double Bytes { get; init; }

    /// <summary>Used part of its bandwidth, time-weighted, 0 to 1.</summary>
    public required double MeanUtilization { get; init; }

    /// <summary>The part that it did not exceed for 95 % of the time, rounded up to a percent.</summary>
    public required double P95Utilization { get; init; }

    /// <summary>The part that it did not exceed for 99 % of the time, rounded up to a percent.</summary>
    public required double P99Utilization { get; init; }

    /// <summary>Share of the time in which it held jobs back: they wanted more of it than it has.</summary>
    public required double SaturatedShare { get; init; }

    /// <summary>Mean utilization in stretches of time of <see cref="NetworkUse.BinLength"/> each, from time zero.
    /// </summary>
    public required ImmutableArray<double> Levels { get; init; }
}
