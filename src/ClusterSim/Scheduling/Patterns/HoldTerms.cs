namespace ClusterSim.Scheduling.Patterns;

/// <summary>What a hold is for.</summary>
/// <param name="Kind">What it is worth.</param>
/// <param name="Account">Book of the rule.</param>
/// <param name="PromisedGpuSeconds">What the rule promised.</param>
/// <param name="StillTrue">Whether the reason to hold a job still exists.</param>
internal readonly record struct HoldTerms(
    HoldKind Kind, RuleAccount Account, double PromisedGpuSeconds, Func<int, bool> StillTrue)
{
    public static readonly Func<int, bool> Always = static _ => true;
}
