using System.Diagnostics.CodeAnalysis;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>Where the run time estimates come from that policies see, and how they are stretched.</summary>
/// <param name="Source">Users' walltimes or exact run times; <c>null</c> for what the trace offers.</param>
/// <param name="Factor">What each estimate is multiplied by; greater than 0.</param>
public sealed record EstimateChoice(EstimateSource? Source, double Factor)
{
    /// <summary>Reads <c>user</c>, <c>exact</c> or either with a factor, e.g. <c>exact:2</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="choice">What it says; <c>null</c> when the method returns <c>false</c>.</param>
    /// <returns>Whether the text is one of these forms.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out EstimateChoice? choice) =>
        (choice = EstimateText.Parse(text)) is not null;
}
