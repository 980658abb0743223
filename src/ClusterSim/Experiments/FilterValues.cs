using System.Globalization;

namespace ClusterSim.Experiments;

/// <summary>Reads the values of filters; <c>null</c> for a text of another form.</summary>
internal static class FilterValues
{
    /// <summary>A whole number of 1 or more.</summary>
    public static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0 ? count : null;

    /// <summary>A number of 0 or more.</summary>
    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            ? value
            : null;

    /// <summary>A number above 0.</summary>
    public static double? Positive(string text) => Number(text) is > 0 and var value ? value : null;

    /// <summary>The seed of what is drawn: a whole number of 0 or more.</summary>
    public static long? Seed(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seed) ? seed : null;

    /// <summary><c>VALUE[@SEED]</c>; without a seed it is 1.</summary>
    public static (string Value, long Seed)? Seeded(string text)
    {
        int at = text.LastIndexOf('@');
        return at < 0 ? (text, 1) : Seed(text[(at + 1)..]) is { } seed ? (text[..at], seed) : null;
    }

    /// <summary>A length of time of 0 or more, in seconds.</summary>
    public static double? Seconds(string text) =>
        DurationText.TryParse(text, out TimeSpan length) && length >= TimeSpan.Zero ? length.TotalSeconds : null;

    /// <summary>A share above 0, as a fraction below 1 or in percent.</summary>
    public static double? Share(string text)
    {
        bool percent = text.EndsWith('%');
        double? share = Number(percent ? text[..^1].TrimEnd() : text) / (percent ? 100 : 1);
        return share is > 0 and <= 1 && (percent || share < 1) ? share : null;
    }

    /// <summary>Names separated by commas; none may be empty, but a single empty one means "none given".</summary>
    public static HashSet<string>? Names(string text)
    {
        string[] names = text.Split(',', StringSplitOptions.TrimEntries);
        return names.Length > 1 && names.Contains("") ? null : new HashSet<string>(names, StringComparer.Ordinal);
    }

    /// <summary><c>MIN..MAX</c>, with either end left out, or one value for both.</summary>
    public static (double Min, double Max)? Range(string text, Func<string, double?> bound)
    {
        string[] ends = text.Split("..", StringSplitOptions.TrimEntries);
        double? min = ends[0].Length == 0 ? double.NegativeInfinity : bound(ends[0]);
        double? max = ends.Length == 1 ? min : ends[1].Length == 0 ? double.PositiveInfinity : bound(ends[1]);
        bool good = ends.Length <= 2 && text.Trim('.', ' ').Length > 0 && min <= max;
        return good ? (min!.Value, max!.Value) : null;
    }
}
