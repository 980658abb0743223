using System.Collections.Immutable;

namespace ClusterSim.Signals;

/// <summary>Puts stamped values onto a grid of equal steps, as step-hold, and says where values are missing.</summary>
internal static class SteppedSeries
{
    /// <summary>So many equal distances in a row are the step of a source from there on.</summary>
    private const int UsualRun = 24;

    /// <summary>A grid with more values than this is not made.</summary>
    private const long MostValues = 20_000_000;

    /// <summary>
    /// The grid: its step is the greatest that all distances are multiples of; <c>null</c> when that makes too many.
    /// </summary>
    /// <param name="ticks">Instants in ticks of UTC, ascending, no two equal; at least one.</param>
    /// <param name="values">Value from each instant on.</param>
    /// <param name="lastStep">How long the last value holds when there is only one.</param>
    public static (TimeSpan Step, ImmutableArray<double> Values, ImmutableArray<SignalGap> Gaps)? Of(
        ReadOnlySpan<long> ticks, ReadOnlySpan<double> values, TimeSpan lastStep)
    {
        if (ticks.Length == 1)
        {
            return (lastStep, [values[0]], []);
        }

        long[] usual = UsualSteps(ticks);
        long step = 0;
        for (int i = 1; i < ticks.Length; i++)
        {
            step = Divisor(step, ticks[i] - ticks[i - 1]);
        }

        step = Divisor(step, usual[^1]);
        long count = (ticks[^1] - ticks[0] + usual[^1]) / step;
        return count > MostValues ? null : (new TimeSpan(step), Fill(ticks, values, step, count), Gaps(ticks, usual));
    }

    private static ImmutableArray<double> Fill(
        ReadOnlySpan<long> ticks, ReadOnlySpan<double> values, long step, long count)
    {
        double[] grid = new double[count];
        for (int i = 0; i < ticks.Length; i++)
        {
            int from = (int)((ticks[i] - ticks[0]) / step);
            int to = i + 1 < ticks.Length ? (int)((ticks[i + 1] - ticks[0]) / step) : grid.Length;
            grid.AsSpan(from..to).Fill(values[i]);
        }

        return [.. grid];
    }

    private static ImmutableArray<SignalGap> Gaps(ReadOnlySpan<long> ticks, long[] usual)
    {
        ImmutableArray<SignalGap>.Builder gaps = ImmutableArray.CreateBuilder<SignalGap>();
        for (int i = 0; i + 1 < ticks.Length; i++)
        {
            long missing = ticks[i + 1] - ticks[i] - usual[i];
            if (missing > 0)
            {
                gaps.Add(new SignalGap(new DateTimeOffset(ticks[i] + usual[i], TimeSpan.Zero), new TimeSpan(missing)));
            }
        }

        return gaps.ToImmutable();
    }

    // A source may go over to another step (half-hours to quarters); one long distance alone is a gap.
    private static long[] UsualSteps(ReadOnlySpan<long> ticks)
    {
        int count = ticks.Length - 1;
        long[] usual = new long[count + 1];
        for (int from = 0, to; from < count; from = to)
        {
            long distance = ticks[from + 1] - ticks[from];
            to = from + 1;
            while (to < count && ticks[to + 1] - ticks[to] == distance)
            {
                to++;
            }

            if (to - from >= UsualRun)
            {
                usual.AsSpan(from..to).Fill(distance);
            }
        }

        Spread(usual, MostFrequent(ticks));
        return usual;
    }

    private static void Spread(long[] usual, long otherwise)
    {
        int first = Array.FindIndex(usual, step => step > 0);
        long last = first < 0 ? otherwise : usual[first];
        for (int i = 0; i < usual.Length; i++)
        {
            usual[i] = last = usual[i] > 0 ? usual[i] : last;
        }
    }

    private static long MostFrequent(ReadOnlySpan<long> ticks)
    {
        SortedDictionary<long, int> counts = [];
        for (int i = 1; i < ticks.Length; i++)
        {
            long distance = ticks[i] - ticks[i - 1];
            counts[distance] = counts.GetValueOrDefault(distance) + 1;
        }

        return counts.MaxBy(pair => pair.Value).Key;
    }

    private static long Divisor(long a, long b) => b == 0 ? a : Divisor(b, a % b);
}
