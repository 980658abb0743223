using System.Globalization;

namespace ClusterSim.Time;

/// <summary>
/// A point in simulated time: a whole number of 100 ns ticks since the run's epoch. Lengths of time are
/// <see cref="TimeSpan"/>. Integer ticks make equality exact and sums free of drift.
/// </summary>
/// <param name="Ticks">Ticks of 100 ns since the epoch of the run. <c>default</c> is the epoch itself.</param>
public readonly record struct SimTime(long Ticks) : IComparable<SimTime>
{
    /// <summary>The epoch: the earliest point of a run.</summary>
    public static readonly SimTime Zero;

    /// <summary>Later than every point that a run reaches; stands for "never".</summary>
    public static readonly SimTime Never = new(long.MaxValue);

    /// <summary>
    /// Seconds since the epoch, for output and statistics only. Within 100 ns up to about 28 years;
    /// <see cref="FromSeconds"/> gives back the very point up to about 7 years (2^51 ticks).
    /// </summary>
    public double Seconds => Ticks / (double)TimeSpan.TicksPerSecond;

    /// <summary>Whether this point stands for "never".</summary>
    public bool IsNever => Ticks == long.MaxValue;

    /// <summary>The point that lies <paramref name="seconds"/> after the epoch, rounded to the nearest tick.</summary>
    /// <param name="seconds">Seconds since the epoch; finite.</param>
    /// <exception cref="OverflowException">The value is not finite or does not fit.</exception>
    public static SimTime FromSeconds(double seconds) => new(TicksOf(seconds));

    /// <summary>
    /// The length of <paramref name="seconds"/>, rounded to the nearest tick (<c>TimeSpan.FromSeconds</c> truncates).
    /// </summary>
    /// <param name="seconds">Seconds; finite.</param>
    /// <exception cref="OverflowException">The value is not finite or does not fit.</exception>
    public static TimeSpan Length(double seconds) => new(TicksOf(seconds));

    /// <inheritdoc/>
    public int CompareTo(SimTime other) => Ticks.CompareTo(other.Ticks);

    /// <summary>The later of two points.</summary>
    public static SimTime Max(SimTime a, SimTime b) => a.Ticks >= b.Ticks ? a : b;

    /// <summary>The earlier of two points.</summary>
    public static SimTime Min(SimTime a, SimTime b) => a.Ticks <= b.Ticks ? a : b;

    /// <summary>The point that lies <paramref name="length"/> after <paramref name="time"/>.</summary>
    public static SimTime operator +(SimTime time, TimeSpan length) => new(checked(time.Ticks + length.Ticks));

    /// <summary>The point that lies <paramref name="length"/> before <paramref name="time"/>.</summary>
    public static SimTime operator -(SimTime time, TimeSpan length) => new(checked(time.Ticks - length.Ticks));

    /// <summary>The length between two points; negative when <paramref name="end"/> is the earlier one.</summary>
    public static TimeSpan operator -(SimTime end, SimTime start) => new(checked(end.Ticks - start.Ticks));

    /// <summary>Whether <paramref name="a"/> is earlier than <paramref name="b"/>.</summary>
    public static bool operator <(SimTime a, SimTime b) => a.Ticks < b.Ticks;

    /// <summary>Whether <paramref name="a"/> is later than <paramref name="b"/>.</summary>
    public static bool operator >(SimTime a, SimTime b) => a.Ticks > b.Ticks;

    /// <summary>Whether <paramref name="a"/> is not later than <paramref name="b"/>.</summary>
    public static bool operator <=(SimTime a, SimTime b) => a.Ticks <= b.Ticks;

    /// <summary>Whether <paramref name="a"/> is not earlier than <paramref name="b"/>.</summary>
    public static bool operator >=(SimTime a, SimTime b) => a.Ticks >= b.Ticks;

    /// <summary>
    /// Seconds since the epoch with the unit, e.g. <c>12.5 s</c>; <c>never</c> for <see cref="Never"/>.
    /// </summary>
    public override string ToString() =>
        IsNever ? "never" : Seconds.ToString("0.#######", CultureInfo.InvariantCulture) + " s";

    private static long TicksOf(double seconds)
    {
        double ticks = Math.Round(seconds * TimeSpan.TicksPerSecond);
        // A double of 2^63 would saturate silently in an unchecked conversion.
        return double.IsFinite(ticks) && Math.Abs(ticks) < 9.2e18
            ? (long)ticks
            : throw new OverflowException(
                $"{seconds.ToString(CultureInfo.InvariantCulture)} s is not a representable time.");
    }
}
