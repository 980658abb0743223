namespace ClusterSim.Behavior.Facts;

/// <summary>
/// Mean over time of a level that holds from one sample to the next, and the share of the time that it was low. Time
/// at which the level is not known does not count.
/// </summary>
internal struct LevelMean(double low)
{
    private double _level = double.NaN, _first = double.NaN, _weighted;
    private long _since, _known, _low;

    /// <summary>The level from <paramref name="now"/> on; NaN when it is not known.</summary>
    public void Set(double level, long now)
    {
        (_weighted, _known, _low) = (WeightedAt(now), KnownAt(now), LowAt(now));
        (_level, _since) = (level, now);
        _first = double.IsNaN(level) ? _first : level;
    }

    /// <summary>The mean until now; NaN when the level was never known.</summary>
    public readonly double MeanAt(long now) => KnownAt(now) is > 0 and var known ? WeightedAt(now) / known : _first;

    /// <summary>Share of the known time at which the level was low, in percent; NaN when it was never known.</summary>
    public readonly double LowPercentAt(long now) => KnownAt(now) switch
    {
        > 0 and var known => 100.0 * LowAt(now) / known,
        _ when double.IsNaN(_first) => double.NaN,
        _ => _first < low ? 100 : 0,
    };

    private readonly long SinceAt(long now) => double.IsNaN(_level) ? 0 : now - _since;

    private readonly long KnownAt(long now) => _known + SinceAt(now);

    private readonly long LowAt(long now) => _low + (_level < low ? SinceAt(now) : 0);

    private readonly double WeightedAt(long now) =>
        double.IsNaN(_level) ? _weighted : _weighted + (_level * SinceAt(now));
}
