using System.Collections.Immutable;

namespace ClusterSim.Reports.Charts;

/// <summary>Makes axes with round ticks.</summary>
internal static class Axes
{
    private static readonly double[] DayLikeSteps =
    [
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400,
        2 * 86_400, 5 * 86_400, 10 * 86_400, 20 * 86_400, 50 * 86_400, 100 * 86_400, 200 * 86_400, 500 * 86_400,
            1_000 * 86_400d,
    ];

    private static readonly (double Seconds, string Label)[] DurationDecades =
    [
        (1, "1 s"), (10, "10 s"), (60, "1 min"), (600, "10 min"), (3_600, "1 h"), (21_600, "6 h"),
        (86_400, "1 d"), (864_000, "10 d"), (8_640_000, "100 d"), (86_400_000, "1,000 d"),
    ];

    private static readonly (double Seconds, string Label)[] DurationParts =
    [
        (1, "1 s"), (2, "2 s"), (5, "5 s"), (10, "10 s"), (20, "20 s"), (60, "1 min"), (120, "2 min"), (300, "5 min"),
            (600, "10 min"),
        (1_200, "20 min"), (3_600, "1 h"), (7_200, "2 h"), (18_000, "5 h"), (43_200, "12 h"), (86_400, "1 d"),
    ];

    /// <summary>Zero up to at least <paramref name="max"/>, in steps of 1, 2 or 5 times a power of ten.</summary>
    public static Axis FromZero(string title, double max, int ticks = 5)
    {
        double reach = max > 0 ? max : 1;
        double step = RoundStep(reach / ticks);
        int count = (int)Math.Ceiling((reach / step) - 1e-9);
        return new Axis(title, 0, count * step, false,
            [.. Enumerable.Range(0, count + 1).Select(i => new AxisTick(i * step, Readable.Short(i * step)))]);
    }

    /// <summary>A share of one, 0 to 100 %.</summary>
    public static Axis Share(string title) => new(title, 0, 1, false,
        [.. Enumerable.Range(0, 6).Select(i => new AxisTick(i / 5.0, $"{i * 20}"))]);

    /// <summary>Time in seconds, in the unit that suits its length; the unit stands in the title.</summary>
    public static Axis Time(string title, double from, double to, int ticks = 6)
    {
        double end = to > from ? to : from + 1;
        double step = DayLikeSteps.FirstOrDefault(step => (end - from) / step <= ticks, DayLikeSteps[^1]);
        DurationUnit unit = UnitOf(step);
        var marks = ImmutableArray.CreateBuilder<AxisTick>();
        for (double at = Math.Ceiling(from / step) * step; at <= end + (step * 1e-9); at += step)
        {
            marks.Add(new AxisTick(at, Readable.Significant(at / unit.Seconds)));
        }

        return new Axis($"{title} ({unit.Name})", from, end, false, marks.ToImmutable());
    }

    /// <summary>Lengths of time in seconds on a logarithmic scale.</summary>
    public static Axis LogDuration(string title, double min, double max)
    {
        double end = Math.Max(max, min * 10);
        return new Axis(title, min, end, true,
            [.. (end / min < 5_000 ? DurationParts : DurationDecades)
                .Where(mark => mark.Seconds >= min * 0.999 && mark.Seconds <= end * 1.001)
                .Select(mark => new AxisTick(mark.Seconds, mark.Label))]);
    }

    /// <summary>
    /// Plain numbers on a logarithmic scale, with ticks at powers of ten, and between them where there are few.
    /// </summary>
    public static Axis Log(string title, double min, double max)
    {
        double end = Math.Max(max, min * 10);
        double[] digits = end / min < 500 ? [1, 2, 5] : [1];
        var marks = ImmutableArray.CreateBuilder<AxisTick>();
        for (double power = Math.Pow(10, Math.Floor(Math.Log10(min))); power <= end; power *= 10)
        {
            marks.AddRange(digits.Select(digit => digit * power).Where(at => at >= min * 0.999 && at <= end * 1.001)
                .Select(at => new AxisTick(at, Readable.Short(at))));
        }

        return new Axis(title, min, end, true, marks.ToImmutable());
    }

    private static double RoundStep(double atLeast)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        double digits = atLeast / power;
        return power * (digits <= 1.0000001 ? 1 : digits <= 2.0000001 ? 2 : digits <= 5.0000001 ? 5 : 10);
    }

    private static DurationUnit UnitOf(double step) => step switch
    {
        >= 86_400 => new DurationUnit("d", 86_400),
        >= 3_600 => new DurationUnit("h", 3_600),
        >= 60 => new DurationUnit("min", 60),
        _ => new DurationUnit("s", 1),
    };
}
