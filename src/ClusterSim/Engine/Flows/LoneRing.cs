using ClusterSim.Platforms.Topology;
using ClusterSim.Workloads;

namespace ClusterSim.Engine.Flows;

/// <summary>What an exchange costs a job that is alone on the network, by byte and by message.</summary>
/// <param name="SecondsPerByte">Time for each byte of gradients.</param>
/// <param name="LatencySeconds">Latency of one message.</param>
internal readonly record struct LoneRing(double SecondsPerByte, double LatencySeconds)
{
    /// <summary>The cost of a placed job.</summary>
    /// <param name="topology">The network.</param>
    /// <param name="gang">The job.</param>
    /// <param name="paths">Scratch memory; left with the rings of the job.</param>
    /// <param name="how">How it adds up.</param>
    public static LoneRing Of(NetworkTopology topology, GangShape gang, GangPaths paths, Collective how)
    {
        paths.Fill(gang, how);
        GangVolumes volumes = GangVolumes.Of(gang, how);
        TransferModel transfers = topology.Transfers;
        return new LoneRing(
            (volumes.InsideFactor / Rate(topology, paths.Inside, transfers.RateLimit(paths.InsideLatency)))
                + (volumes.BetweenFactor
                    / Rate(topology, paths.Between, transfers.RateLimit(paths.BetweenLatency) * gang.Rings)),
            transfers.LatencyFactor
                * ((volumes.InsideHops * paths.InsideLatency) + (volumes.BetweenHops * paths.BetweenLatency)));
    }

    /// <summary>Duration of an exchange in seconds.</summary>
    public double Seconds(CommunicationProfile profile) =>
        (profile.Bytes * SecondsPerByte) + (profile.Messages * LatencySeconds);

    /// <summary>The rate of a flow that is alone on its path, in bytes per second.</summary>
    /// <param name="topology">The network.</param>
    /// <param name="path">The path.</param>
    /// <param name="cap">What else limits it.</param>
    public static double Rate(NetworkTopology topology, FlowPath path, double cap)
    {
        double rate = cap;
        for (int i = 0; i < path.Links.Count; i++)
        {
            double capacity = topology.Links[path.Links[i]].BytesPerSecond * topology.Transfers.BandwidthFactor;
            rate = Math.Min(rate, capacity / path.Parts[i]);
        }

        return rate;
    }
}
