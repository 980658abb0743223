namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>The parameters of AntMan.</summary>
internal sealed record AntManOptions
{
    /// <summary>Whether the request's priority tells who is guaranteed (1 or more), instead of quotas.</summary>
    public bool ByPriority { get; init; }

    /// <summary>Guaranteed GPUs of a queue; <c>null</c> for an even part of the cluster.</summary>
    public double? QuotaGpus { get; init; }

    /// <summary>An opportunistic job joins only GPUs whose utilization is below this, in percent.</summary>
    public double BusyUtilization { get; init; } = 80;
}
