namespace ClusterSim.Behavior.Detectors;

/// <summary>
/// Options of the detector of nodes on which jobs go slower than on others. Defaults without a source are ours.
/// </summary>
public sealed record SlowNodeOptions : DetectorOptions
{
    /// <inheritdoc/>
    public override string Name => "slow-node";

    /// <summary>Runs on a node that are judged together; each run is judged once.</summary>
    /// <value>1 or more; default 8.</value>
    public int Runs { get; init; } = 8;

    /// <summary>Runs on other nodes that they are compared with, the newest.</summary>
    /// <value>At least <see cref="LeastPeers"/>; default 64.</value>
    public int Peers { get; init; } = 64;

    /// <summary>Fewest runs on other nodes that allow a test.</summary>
    /// <value>1 or more; default 24.</value>
    public int LeastPeers { get; init; } = 24;

    /// <summary>Least ratio of the median pace to that of the peers that matters.</summary>
    /// <value>1 or more; default 1.1.</value>
    public double LeastRatio { get; init; } = 1.1;

    internal override IEnumerable<string> Problems() => OptionChecks.Of(
        (Runs >= 1, "runs", Runs, "1 or more"),
        (LeastPeers >= 1, "least_peers", LeastPeers, "1 or more"),
        (Peers >= LeastPeers, "peers", Peers, "at least least_peers"),
        (Peers + Runs <= Statistics.ExactRankSum.MaxCount, "peers", Peers, "at most 400 less runs"),
        (LeastRatio >= 1, "least_ratio", LeastRatio, "1 or more"));

    internal override IDetector Make(DetectorJobs jobs, DetectionLog log) => new SlowNodeDetector(this, jobs, log);
}
