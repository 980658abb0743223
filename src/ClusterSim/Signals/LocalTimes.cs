namespace ClusterSim.Signals;

/// <summary>Turns what clocks of a place show into instants.</summary>
internal sealed class LocalTimes(TimeZoneInfo zone)
{
    private DateTimeOffset _lastInstant = DateTimeOffset.MinValue;

    /// <summary>Stamps at which no clock of the place ever was: clocks skipped them.</summary>
    public int Skipped { get; private set; }

    /// <summary>Stamps that clocks of the place showed twice.</summary>
    public int Repeated { get; private set; }

    /// <summary>
    /// The instant of a stamp; <c>null</c> when clocks skipped it. Of two equal stamps, or where stamps run on over the
    /// hour that clocks show twice, the order of the rows tells which is meant; else it is the first.
    /// </summary>
    public DateTimeOffset? Resolve(DateTime stamp)
    {
        if (zone.IsInvalidTime(stamp))
        {
            Skipped++;
            return null;
        }

        DateTimeOffset instant = InstantOf(stamp, zone);
        if (zone.IsAmbiguousTime(stamp))
        {
            Repeated++;
            // The hour is over once: what comes now is the second time.
            instant = instant <= _lastInstant ? Later(stamp) : instant;
        }

        _lastInstant = instant;
        return instant;
    }

    /// <summary>
    /// The instant at which clocks of a zone show a stamp: the earlier of two, and for a skipped one the moment of
    /// skipping.
    /// </summary>
    public static DateTimeOffset InstantOf(DateTime stamp, TimeZoneInfo zone)
    {
        stamp = DateTime.SpecifyKind(stamp, DateTimeKind.Unspecified);
        if (zone.IsAmbiguousTime(stamp))
        {
            return new DateTimeOffset(stamp, zone.GetAmbiguousTimeOffsets(stamp).Max()).ToUniversalTime();
        }

        while (zone.IsInvalidTime(stamp))
        {
            stamp = stamp.AddMinutes(1);
        }

        return new DateTimeOffset(stamp, zone.GetUtcOffset(stamp)).ToUniversalTime();
    }

    private DateTimeOffset Later(DateTime stamp) =>
        new DateTimeOffset(stamp, zone.GetAmbiguousTimeOffsets(stamp).Min()).ToUniversalTime();
}
