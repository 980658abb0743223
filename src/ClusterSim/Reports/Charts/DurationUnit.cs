namespace ClusterSim.Reports.Charts;

/// <summary>A unit of time for people.</summary>
/// <param name="Name">Its sign.</param>
/// <param name="Seconds">Seconds in it.</param>
internal sealed record DurationUnit(string Name, double Seconds)
{
    private static readonly DurationUnit[] All =
    [
        new("d", 86_400), new("h", 3_600), new("min", 60), new("s", 1), new("ms", 0.001),
    ];

    private static DurationUnit Second => All[^2];

    private static DurationUnit Millisecond => All[^1];

    /// <summary>
    /// The greatest unit of which the length has at least two, so that numbers stay short and exact enough.
    /// </summary>
    public static DurationUnit For(double seconds)
    {
        foreach (DurationUnit unit in All)
        {
            if (seconds >= 2 * unit.Seconds && unit != Millisecond)
            {
                return unit;
            }
        }

        return seconds is 0 or >= 0.1 ? Second : Millisecond;
    }

    /// <summary>
    /// One unit for several lengths: that of the smallest that can be seen beside the greatest, or a greater one if the
    /// greatest would get too long.
    /// </summary>
    public static DurationUnit ForAll(IEnumerable<double> seconds)
    {
        const double TooLong = 1_000;
        const double Visible = 0.001;
        double[] all = [.. seconds.Select(Math.Abs)];
        double[] sizes = [.. all.Where(size => size > 0 && size >= Visible * all.Max())];
        if (sizes.Length == 0)
        {
            return Second;
        }

        DurationUnit suits = For(sizes.Min());
        return All.LastOrDefault(unit => unit.Seconds >= suits.Seconds && sizes.Max() / unit.Seconds < TooLong, All[0]);
    }

    /// <summary>The number of units with the sign; a smaller unit for what would be nearly none of this one.</summary>
    public string Text(double seconds)
    {
        const double Least = 0.05;
        DurationUnit unit = seconds == 0 || Math.Abs(seconds) >= Least * Seconds ? this : For(Math.Abs(seconds));
        return unit.Number(seconds) + " " + unit.Name;
    }

    /// <summary>The number of units.</summary>
    public string Number(double seconds) => Readable.Significant(seconds / Seconds);
}
