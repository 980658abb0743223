using System.Globalization;
using ClusterSim.Statistics;

namespace ClusterSim.Experiments.Published;

/// <summary>How far our number may be from the published one.</summary>
/// <param name="Kind">What <paramref name="Amount"/> is counted in.</param>
/// <param name="Amount">The greatest difference, 0 or more.</param>
/// <param name="Reason">Why so much; a reader should be able to object.</param>
public sealed record Tolerance(ToleranceKind Kind, double Amount, string Reason)
{
    // Sums of doubles in another order differ in their last bits.
    private const double Rounding = 1e-9;

    /// <summary>The same number, but for the last bits of a double.</summary>
    /// <param name="reason">Why nothing else will do.</param>
    public static Tolerance Exact(string reason) => new(ToleranceKind.Absolute, 0, reason);

    /// <summary>The same number, as far as it was printed.</summary>
    /// <param name="decimals">Decimals that were printed, 0 or more.</param>
    public static Tolerance Decimals(int decimals) => new(
        ToleranceKind.Absolute, 0.5 * Math.Pow(10, -decimals),
        string.Create(CultureInfo.InvariantCulture, $"printed with {decimals} decimals"));

    /// <summary>At most so far away, in the unit of the metric.</summary>
    /// <param name="amount">The greatest difference.</param>
    /// <param name="reason">Why so much.</param>
    public static Tolerance Absolute(double amount, string reason) => new(ToleranceKind.Absolute, amount, reason);

    /// <summary>At most so far away, as a share of the published number.</summary>
    /// <param name="share">The greatest difference; 0.03 is 3 %.</param>
    /// <param name="reason">Why so much.</param>
    public static Tolerance Relative(double share, string reason) => new(ToleranceKind.Relative, share, reason);

    /// <summary>The published number must lie in our interval over seeds.</summary>
    /// <param name="reason">What is drawn, and how the interval is made.</param>
    public static Tolerance WithinInterval(string reason) => new(ToleranceKind.Interval, 0, reason);

    /// <summary>The row is shown, not judged.</summary>
    /// <param name="reason">Why the two need not be equal.</param>
    public static Tolerance NotJudged(string reason) => new(ToleranceKind.NotJudged, 0, reason);

    /// <summary>The greatest difference from a published number, in the unit of the metric; 0 if none counts.</summary>
    /// <param name="published">The published number.</param>
    public double Around(double published) => Kind == ToleranceKind.Relative ? Amount * Math.Abs(published) : Amount;

    /// <summary>Whether our number is near enough.</summary>
    internal bool Allows(double published, double obtained, ConfidenceInterval? interval) => Kind switch
    {
        ToleranceKind.Interval => interval is { } of && of.Low <= published && published <= of.High,
        ToleranceKind.NotJudged => true,
        _ => Math.Abs(obtained - published) <= Around(published) + (Rounding * Math.Abs(published)),
    };
}
