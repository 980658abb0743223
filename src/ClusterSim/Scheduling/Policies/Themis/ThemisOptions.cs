namespace ClusterSim.Scheduling.Policies.Themis;

/// <summary>How Themis runs.</summary>
/// <param name="Auction">Whether GPUs are auctioned; otherwise they go to the worst off, one after another.</param>
/// <param name="Filter">Share of the jobs, the better off, that may not bid; 0 to less than 1.</param>
/// <param name="Lease">How long a job may keep its GPUs before they are given out again.</param>
internal sealed record ThemisOptions(bool Auction, double Filter, TimeSpan Lease);
