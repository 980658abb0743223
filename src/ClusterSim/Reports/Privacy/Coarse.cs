using System.Globalization;

namespace ClusterSim.Reports.Privacy;

/// <summary>Makes values coarser, so that many jobs share them.</summary>
internal static class Coarse
{
    /// <summary>A point in time, down to a multiple of a step.</summary>
    public static TimeSpan Point(TimeSpan time, TimeSpan step) =>
        new((long)Math.Floor(time.Ticks / (double)step.Ticks) * step.Ticks);

    /// <summary>A length of time, to two significant digits in seconds.</summary>
    public static TimeSpan Length(TimeSpan length) => TimeSpan.FromSeconds(Number(length.TotalSeconds));

    /// <summary>An amount, to two significant digits.</summary>
    public static double Number(double amount) =>
        // Through decimal digits, so that 6.6 is the 6.6 of everybody else.
        double.Parse(amount.ToString("E1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A size, up to the next power of two; below 1 up to the next quarter.</summary>
    public static double Size(double size) =>
        size <= 0 ? 0 : size < 1 ? Math.Ceiling(size * 4) / 4 : Math.Pow(2, Math.Ceiling(Math.Log2(size)));
}
