namespace ClusterSim.Behavior.Logs;

/// <summary>The fields of a time stamp while it is read.</summary>
internal sealed class GoTime
{
    private const long NanosecondsPerTick = 100;
    private static readonly TimeSpan s_mostFuture = TimeSpan.FromDays(7);

    public int Year, Month = 1, Day = 1, Hour, Hour12 = -1, Minute, Second, Nanosecond, OffsetMinutes;
    public bool Afternoon;

    /// <summary>Whether the fields name a moment that exists. The year 0 has a 29 February.</summary>
    public bool IsPossible =>
        Month is >= 1 and <= 12 && Day >= 1 && Day <= DateTime.DaysInMonth(Year == 0 ? 4 : Year, Month)
        && Hour < 24 && Hour12 <= 12 && Minute < 60 && Second < 60;

    /// <summary>
    /// Nanoseconds since 1970. A stamp without a year gets the latest year that puts it no more than seven days after
    /// <paramref name="now"/>.
    /// </summary>
    public long ToNanoseconds(DateTime now)
    {
        if (Year != 0)
        {
            return In(Year);
        }

        DateTime latest = now + s_mostFuture;
        long bound = (latest - DateTime.UnixEpoch).Ticks * NanosecondsPerTick;
        long candidate = In(latest.Year);
        return candidate > bound ? In(latest.Year - 1) : candidate;
    }

    private long In(int year)
    {
        int hour = Hour12 < 0 ? Hour : (Hour12 % 12) + (Afternoon ? 12 : 0);
        DateTime date = new DateTime(year, Month, 1, hour, Minute, Second, DateTimeKind.Utc).AddDays(Day - 1);
        TimeSpan since = date - DateTime.UnixEpoch - TimeSpan.FromMinutes(OffsetMinutes);
        return unchecked((since.Ticks * NanosecondsPerTick) + Nanosecond);
    }
}
