using ClusterSim.Platforms;
using ClusterSim.Platforms.Topology;

namespace ClusterSim.Engine.Failures;

/// <summary>Holds the options of failures to their ranges and to the platform.</summary>
internal static class FaultChecks
{
    public static void Check(SimulationOptions options, Platform platform)
    {
        FaultOptions faults = options.Faults;
        Check(options.Failures, "failures of nodes");
        Check(faults.Gpus, "failures of GPUs");
        Check(faults.Domains, "failures of racks");
        Check(faults.Links, "failures of links");
        Require(
            faults.Links is null || NetworkTopology.Of(platform) is not null,
            "failures of links: expected a platform with a topology, found one without.");
        Require(
            faults.Domains is null || platform.Nodes.All(node => node.Tor.Length > 0),
            "failures of racks: expected a platform that names the ToR switch of every node ('tor'), found one that "
            + "does not.");
        Check(faults.Spot);
        Check(faults.Retries);
        Require(
            options.Overheads.CheckpointRule == CheckpointRule.Fixed
                || options.Overheads.PeriodicCheckpoint > TimeSpan.Zero,
            "the checkpoint rules Young and Daly need the time that a periodic checkpoint takes, found 0.");
        foreach (Outage outage in faults.Listed)
        {
            Check(outage, platform);
        }
    }

    private static void Check(FailureModel? model, string what) => Require(
        model is null or
        {
            MeanTimeBetweenFailures.Ticks: > 0, MeanTimeToRepair.Ticks: > 0, Shape: > 0 and <= 1000,
            RepairSigma: >= 0 and <= 10,
        },
        $"{what}: expected mean times above 0, a shape above 0 and a repair sigma of 0 to 10, found {model}.");

    private static void Check(SpotModel? spot) => Require(
        spot is null or
        {
            MeanTimeBetweenReclaims.Ticks: > 0, MeanTimeToReturn.Ticks: > 0, Notice.Ticks: >= 0, Share: >= 0 and <= 1,
        },
        $"spot: expected mean times above 0, a notice of 0 or more and a share of 0 to 1, found {spot}.");

    private static void Check(RetryModel? retries) => Require(
        retries is null or
        {
            MaxAttempts: >= 1, BackOff.Ticks: >= 0, BackOffGrowth: >= 1 and <= 100, SuccessShare: >= 0 and <= 1,
            MaxEvictions: null or >= 0,
        },
        "retries: expected 1 or more attempts, a back-off of 0 or more that grows by a factor of 1 to 100, a share of "
        + $"successes of 0 to 1 and 0 or more evictions, found {retries}.");

    private static void Check(in Outage outage, Platform platform)
    {
        bool known = outage.Node >= 0 && outage.Node < platform.Nodes.Length;
        Require(
            known && outage.Gpu >= -1 && outage.Gpu < platform.Nodes[outage.Node].Gpus
                && outage.From.Ticks >= 0 && outage.To >= outage.From,
            $"listed outages: expected a node and GPU of the platform and a begin of 0 or more before the end, found "
            + $"{outage}.");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }
}
