using System.Collections.Immutable;

namespace ClusterSim.Reports.Charts;

/// <summary>A scale from values to a stretch of the picture, with its ticks.</summary>
/// <param name="Title">What the values are, with the unit.</param>
/// <param name="Min">Value at the beginning.</param>
/// <param name="Max">Value at the end; above <paramref name="Min"/>.</param>
/// <param name="Logarithmic">Whether equal ratios get equal lengths; then <paramref name="Min"/> is positive.</param>
/// <param name="Ticks">Values with their labels, ascending.</param>
internal sealed record Axis(string Title, double Min, double Max, bool Logarithmic, ImmutableArray<AxisTick> Ticks)
{
    /// <summary>
    /// Where a value lies, 0 at the beginning to 1 at the end; values outside are moved to the nearer end.
    /// </summary>
    public double Position(double value)
    {
        double clamped = Math.Clamp(value, Min, Max);
        return Logarithmic
            ? Math.Log(clamped / Min) / Math.Log(Max / Min)
            : (clamped - Min) / (Max - Min);
    }
}
