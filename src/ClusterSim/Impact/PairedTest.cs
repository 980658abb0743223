namespace ClusterSim.Impact;

/// <summary>A quantity of each job under another policy against the same job under the baseline.</summary>
public sealed record PairedTest
{
    /// <summary>Which quantity, e.g. <c>total_wait</c>; less is better for all of them.</summary>
    public required string Quantity { get; init; }

    /// <summary>Jobs that have it in both runs.</summary>
    public int Jobs { get; init; }

    /// <summary>Jobs for which it is less than under the baseline.</summary>
    public int JobsBetter { get; init; }

    /// <summary>Jobs for which it is more than under the baseline.</summary>
    public int JobsWorse { get; init; }

    /// <summary>p value of the Wilcoxon signed-rank test over the jobs, after Holm's correction.</summary>
    public double AdjustedPValue { get; init; }

    /// <summary>Rank-biserial correlation over the jobs, -1 (less for all) to 1 (more for all).</summary>
    public double Effect { get; init; }

    /// <summary>Named users with a job that counts.</summary>
    public int Users { get; init; }

    /// <summary>
    /// p value of the same test over the users' medians, after Holm's correction: jobs of one user are no independent
    /// witnesses, users are.
    /// </summary>
    public double UserAdjustedPValue { get; init; }

    internal double PValue { get; init; }

    internal double UserPValue { get; init; }

    internal double SmallestPValue { get; init; }
}
