namespace ClusterSim.Scheduling.Policies.Themis;

/// <summary>The catalogue's entry for Themis.</summary>
internal static class ThemisCatalog
{
    private const string Source = "Mahajan et al., NSDI 2020";

    public static PolicyDescription Describe() => new(
        "themis", "Leased GPUs are auctioned among the jobs that are worst off by finish-time fairness (Themis).",
        PolicyMaturity.Simplified, usesWalltimes: true,
        [
            new("allocation", "auction", "one of auction, worst-first",
                "Whether the worst off bid for GPUs, or get them one after another.", Source + ", section 3"),
            new("filter", "0.8", "a number from 0 to less than 1",
                "Share of the jobs, the better off, that may not bid.", Source + ", section 8"),
            new("lease", "1200s", "a length of time such as 1200s or 20m", "How long a job keeps its GPUs.",
                Source + ", section 8"),
        ],
        values =>
        {
            bool auction = values.Choice("allocation", [("auction", () => true), ("worst-first", () => false)]);
            ThemisOptions options = new(auction, values.Number("filter", 0, 0.999999), values.Length("lease"));
            return values.Good ? new ThemisPolicy(options) : null;
        })
    {
        Needs = "a walltime or a number of steps",
    };
}
