using ClusterSim.Time;

namespace ClusterSim.Signals;

/// <summary>
/// Which civil instant the epoch of a run is, and in which time zone its working days are. Two runs of one workload
/// with different clocks live in different seasons.
/// </summary>
/// <param name="Epoch">The instant of <see cref="SimTime.Zero"/>.</param>
public sealed record SignalClock(DateTimeOffset Epoch)
{
    /// <summary>Time zone of working hours and working days.</summary>
    /// <value>Default UTC.</value>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The instant of a simulated time, in UTC.</summary>
    public DateTimeOffset InstantOf(SimTime time) => Epoch.ToUniversalTime().AddTicks(time.Ticks);

    /// <summary>The simulated time of an instant; negative when it lies before the epoch.</summary>
    public SimTime TimeOf(DateTimeOffset instant) => new((instant - Epoch).Ticks);

    /// <summary>The instant of a simulated time as clocks of <see cref="Zone"/> show it.</summary>
    public DateTimeOffset LocalOf(SimTime time) => TimeZoneInfo.ConvertTime(InstantOf(time), Zone);

    /// <summary>
    /// The first time not before <paramref name="time"/> at which clocks of <see cref="Zone"/> show an hour on one of
    /// some days. Where clocks skip that hour, it is the moment at which they skip it.
    /// </summary>
    /// <param name="time">From when on.</param>
    /// <param name="hour">The hour, 0 to 23.</param>
    /// <param name="days">The days; at least one.</param>
    /// <exception cref="ArgumentException">No day is given.</exception>
    public SimTime Next(SimTime time, int hour, params ReadOnlySpan<DayOfWeek> days)
    {
        if (days.IsEmpty)
        {
            throw new ArgumentException("found no day, expected at least one.", nameof(days));
        }

        DateTime day = LocalOf(time).Date;
        while (true)
        {
            SimTime candidate = TimeOf(LocalTimes.InstantOf(day.AddHours(hour), Zone));
            if (candidate >= time && days.Contains(day.DayOfWeek))
            {
                return candidate;
            }

            day = day.AddDays(1);
        }
    }

    /// <summary>
    /// Reads an instant such as <c>2020-01-01T09:00:00+01:00</c>, <c>2020-01-01 08:00Z</c> or <c>2020-01-01</c>;
    /// without a zone it is UTC.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="instant">The instant, in UTC.</param>
    /// <returns>Whether the text is an instant.</returns>
    public static bool TryParseInstant(string? text, out DateTimeOffset instant)
    {
        instant = default;
        if (text is null || !SignalStamp.TryParse(text, out DateTime stamp, out TimeSpan? offset))
        {
            return false;
        }

        instant = new DateTimeOffset(stamp, offset ?? TimeSpan.Zero).ToUniversalTime();
        return true;
    }
}
