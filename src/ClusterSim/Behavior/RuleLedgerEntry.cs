using System.Collections.Immutable;
using ClusterSim.Statistics;

namespace ClusterSim.Behavior;

/// <summary>What one rule promised and what acting on it brought.</summary>
/// <param name="RuleId">Identifier of the rule.</param>
/// <param name="Detections">How often it hit.</param>
/// <param name="Applied">How often its recommendation was carried out.</param>
/// <param name="PromisedGpuSeconds">Sum of the expected savings of the applied recommendations.</param>
/// <param name="ObtainedGpuSeconds">
/// GPU-seconds that were really set free or put off, less those that harmed jobs had to compute again or came late by.
/// </param>
/// <param name="JobsHarmed">
/// Jobs that lost useful work or speed through it, or were held back although they succeed.
/// </param>
/// <param name="Suspended">
/// Whether the policy stopped applying the rule because its measured benefit was not positive.
/// </param>
public sealed record RuleLedgerEntry(
    string RuleId,
    int Detections,
    int Applied,
    double PromisedGpuSeconds,
    double ObtainedGpuSeconds,
    int JobsHarmed,
    bool Suspended)
{
    /// <summary>What the rule recommended last, besides to notify somebody.</summary>
    /// <value>Default <see cref="RecommendedAction.Notify"/>: nothing else.</value>
    public RecommendedAction Action { get; init; }

    /// <summary>Applications whose outcome is known; the others had not come to an end.</summary>
    public int Settled { get; init; }

    /// <summary>Jobs that were held, stopped, moved or slowed down by it, harmed or not.</summary>
    public int JobsDelayed { get; init; }

    /// <summary>
    /// GPU-seconds obtained over GPU-seconds promised, of the applications whose outcome is known, with its 95 %
    /// interval (ratio estimator, Cochran, Sampling Techniques, 1977, chapter 6).
    /// </summary>
    /// <value>Default <c>null</c>: fewer than two outcomes, or nothing was promised.</value>
    public ConfidenceInterval? ObtainedPerPromised { get; init; }

    /// <summary>95 % interval of <see cref="ObtainedGpuSeconds"/>, by Student's t over the outcomes.</summary>
    /// <value>Default <c>null</c>: fewer than two outcomes.</value>
    public ConfidenceInterval? ObtainedInterval { get; init; }

    /// <summary>
    /// What a promise of the rule is worth after all: obtained per promised, shrunk towards 1 while outcomes are few
    /// (credibility, Bühlmann, ASTIN Bulletin 4, 1967).
    /// </summary>
    /// <value>Default 1: no outcome is known.</value>
    public double Calibration { get; init; } = 1;

    /// <summary>Least confidence at which the rule was acted upon in the end.</summary>
    /// <value>0 to 1; default 0.</value>
    public double ConfidenceThreshold { get; init; }

    /// <summary>Recommendations that were not carried out, by reason.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<RefusedActions> Refused { get; init => field = value.IsDefault ? [] : value; } = [];
}
