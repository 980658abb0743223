namespace ClusterSim.Learning.Search;

/// <summary>A number that a search may choose.</summary>
/// <param name="Name">Name, e.g. that of a policy's option.</param>
/// <param name="Low">Its value at 0 of the unit interval.</param>
/// <param name="High">Its value at 1 of the unit interval.</param>
/// <param name="Logarithmic">
/// Whether equal steps of the unit interval multiply the value; both ends must then have one sign.
/// </param>
public sealed record SearchRange(string Name, double Low, double High, bool Logarithmic = false)
{
    /// <summary>The value at a place of the unit interval.</summary>
    /// <param name="share">The place, 0 to 1.</param>
    public double At(double share) =>
        Logarithmic ? Low * Math.Pow(High / Low, share) : Low + (share * (High - Low));

    /// <summary>What is wrong with it; <c>null</c> when nothing is.</summary>
    internal string? Problem =>
        !double.IsFinite(Low) || !double.IsFinite(High) ? $"{Name}: bounds must be finite"
        : Logarithmic && !(Low * High > 0) ? $"{Name}: a logarithmic range needs bounds of one sign"
        : null;
}
