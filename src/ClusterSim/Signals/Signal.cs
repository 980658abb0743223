using System.Collections.Immutable;

namespace ClusterSim.Signals;

/// <summary>
/// A quantity of the outside world over civil time, in steps of equal length: carbon intensity or price of
/// electricity. A value holds from its instant until the next one. Everything is in UTC. Before its beginning and
/// beyond its end a series repeats itself in whole weeks, or in whole days when it is shorter than a week;
/// <see cref="Covers"/> tells where that is so. Immutable.
/// </summary>
public sealed class Signal
{
    private const int ShortStretch = 64;
    private readonly double[] _sums;
    private readonly long _period;

    /// <summary>A series of values.</summary>
    /// <param name="name">Short name, e.g. <c>GB</c>.</param>
    /// <param name="kind">What the values mean.</param>
    /// <param name="unit">Unit, e.g. <c>gCO2e/kWh</c>; told in output.</param>
    /// <param name="start">From when the first value holds.</param>
    /// <param name="step">How long a value holds; positive.</param>
    /// <param name="values">The values; at least one, all finite. Prices may be negative, intensities not.</param>
    /// <exception cref="ArgumentException">A value or the step is impossible.</exception>
    public Signal(
        string name, SignalKind kind, string unit, DateTimeOffset start, TimeSpan step, ImmutableArray<double> values)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, TimeSpan.Zero);
        Check(values, kind);
        (Name, Kind, Unit) = (name, kind, unit);
        (Start, Step, Values) = (start.ToUniversalTime(), step, values);
        _period = PeriodOf(step, values.Length);
        _sums = SumsOf(values);
    }

    /// <summary>Short name.</summary>
    public string Name { get; }

    /// <summary>What the values mean.</summary>
    public SignalKind Kind { get; }

    /// <summary>Unit of the values.</summary>
    public string Unit { get; }

    /// <summary>From when the first value holds, in UTC.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>How long a value holds.</summary>
    public TimeSpan Step { get; }

    /// <summary>The values in order of time.</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>Where the source had no value of its own, in order of time.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<SignalGap> Gaps { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Hex SHA-256 of the file that the signal was read from.</summary>
    /// <value>Default empty: not read from a file.</value>
    public string Checksum { get; init; } = "";

    /// <summary>Until when the last value holds, in UTC.</summary>
    public DateTimeOffset End => Start + (Step * Values.Length);

    /// <summary>Mean of the values.</summary>
    public double Mean => _sums[^1] / Values.Length;

    /// <summary>A signal that always has the same value.</summary>
    /// <param name="name">Short name.</param>
    /// <param name="kind">What the value means.</param>
    /// <param name="unit">Unit of the value.</param>
    /// <param name="value">The value; finite.</param>
    public static Signal Constant(string name, SignalKind kind, string unit, double value) =>
        new(name, kind, unit, DateTimeOffset.UnixEpoch, TimeSpan.FromDays(1), [value]);

    /// <summary>Whether the series itself has values for the whole stretch, without repeating.</summary>
    /// <param name="from">Begin of the stretch.</param>
    /// <param name="to">End of the stretch.</param>
    public bool Covers(DateTimeOffset from, DateTimeOffset to) => Values.Length == 1 || (from >= Start && to <= End);

    /// <summary>The value at an instant.</summary>
    public double At(DateTimeOffset instant) => Values[Fold(StepOf(instant.UtcTicks))];

    /// <summary>
    /// The exact integral over a stretch, in the signal's unit times hours: the mean value is the integral divided by
    /// the length in hours.
    /// </summary>
    /// <param name="from">Begin of the stretch.</param>
    /// <param name="to">End of the stretch; not before its begin.</param>
    /// <exception cref="ArgumentOutOfRangeException">The stretch ends before it begins.</exception>
    public double Integral(DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        return Integral(from.UtcTicks, to.UtcTicks);
    }

    /// <summary>Integral between two instants in ticks of UTC.</summary>
    internal double Integral(long from, long to)
    {
        (long first, long last) = (StepOf(from), StepOf(to));
        if (first == last)
        {
            return Values[Fold(first)] * Hours(to - from);
        }

        double head = Values[Fold(first)] * Hours(BeginOf(first + 1) - from);
        double tail = to == BeginOf(last) ? 0 : Values[Fold(last)] * Hours(to - BeginOf(last));
        return head + (SumOf(first + 1, last) * Hours(Step.Ticks)) + tail;
    }

    /// <summary>The step in which an instant lies, counted from the first value; negative before it.</summary>
    internal long StepOf(long utcTicks) => FloorDivide(utcTicks - Start.UtcTicks, Step.Ticks);

    /// <summary>When a step begins, in ticks of UTC.</summary>
    internal long BeginOf(long step) => Start.UtcTicks + (step * Step.Ticks);

    /// <summary>The value of a step, which may lie outside the series.</summary>
    internal double ValueOf(long step) => Values[Fold(step)];

    private static void Check(ImmutableArray<double> values, SignalKind kind)
    {
        if (values.IsDefaultOrEmpty)
        {
            throw new ArgumentException("a signal needs at least one value.", nameof(values));
        }

        foreach (double value in values)
        {
            if (!double.IsFinite(value) || (value < 0 && kind != SignalKind.Price))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"found the value {value}, expected a number")
                    + (kind == SignalKind.Price ? "." : " of 0 or more."), nameof(values));
            }
        }
    }

    private static long PeriodOf(TimeSpan step, int count)
    {
        TimeSpan length = step * count;
        foreach (TimeSpan unit in (ReadOnlySpan<TimeSpan>)[TimeSpan.FromDays(7), TimeSpan.FromDays(1)])
        {
            if (length >= unit && unit.Ticks % step.Ticks == 0)
            {
                return length.Ticks / unit.Ticks * (unit.Ticks / step.Ticks);
            }
        }

        return count;
    }

    private static double[] SumsOf(ImmutableArray<double> values)
    {
        double[] sums = new double[values.Length + 1];
        (double sum, double carry) = (0, 0);
        for (int i = 0; i < values.Length; i++)
        {
            double next = values[i] - carry;
            double total = sum + next;
            carry = total - sum - next;
            sums[i + 1] = sum = total;
        }

        return sums;
    }

    private double SumOf(long first, long end)
    {
        if (end - first > ShortStretch)
        {
            return SumBefore(end) - SumBefore(first);
        }

        double sum = 0;
        for (long step = first; step < end; step++)
        {
            sum += Values[Fold(step)];
        }

        return sum;
    }

    // Sum of all values from the first one to a step, which may lie outside the series; negative before it.
    private double SumBefore(long step)
    {
        (long count, int period) = (Values.Length, (int)_period);
        if (step > count)
        {
            (long rounds, long rest) = Math.DivRem(step - count, _period);
            int at = (int)(count - period);
            return _sums[count] + (rounds * (_sums[count] - _sums[at])) + (_sums[at + (int)rest] - _sums[at]);
        }

        if (step < 0)
        {
            (long rounds, long rest) = Math.DivRem(-step, _period);
            return -(rounds * _sums[period]) - (_sums[period] - _sums[period - (int)rest]);
        }

        return _sums[step];
    }

    /// <summary>Where the value of a step stands, which may lie outside the series.</summary>
    internal int Fold(long step)
    {
        long count = Values.Length;
        if (step >= count)
        {
            return (int)(count - _period + ((step - count) % _period));
        }

        return (int)(step >= 0 ? step : step - (FloorDivide(step, _period) * _period));
    }

    /// <summary>Ticks as hours.</summary>
    internal static double Hours(long ticks) => ticks / (double)TimeSpan.TicksPerHour;

    private static long FloorDivide(long a, long b) => a >= 0 ? a / b : -((-a + b - 1) / b);
}
