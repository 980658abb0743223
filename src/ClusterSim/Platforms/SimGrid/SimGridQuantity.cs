using System.Globalization;

namespace ClusterSim.Platforms.SimGrid;

/// <summary>
/// Reads numbers with SimGrid's units. A number without unit is in the base unit (flop/s, byte/s, second), as in
/// SimGrid.
/// </summary>
internal static class SimGridQuantity
{
    private const string Prefixes = "kMGTPEZY", BinaryPrefixes = "KMGTPEZY";

    private static readonly string[] _longPrefixes = ["kilo", "mega", "giga", "tera", "peta", "exa", "zeta", "yotta"];

    private static readonly Dictionary<string, double> _times = new(StringComparer.Ordinal)
    {
        [""] = 1, ["w"] = 604_800, ["d"] = 86_400, ["h"] = 3_600, ["m"] = 60, ["s"] = 1,
        ["ms"] = 1e-3, ["us"] = 1e-6, ["ns"] = 1e-9, ["ps"] = 1e-12,
    };

    /// <summary>A speed in 10⁹ flop/s, e.g. of <c>100.0Mf</c>; it must be greater than 0.</summary>
    public static bool TryGflops(string text, out double gflops) =>
        TryScale(text, unit => Scaled(unit, "f", 1) ?? LongScaled(unit, "flops"), 1e-9, out gflops) && gflops > 0;

    /// <summary>A bandwidth in Gb/s, e.g. of <c>125MBps</c>, <c>56Gbps</c>, <c>1GiBps</c>; greater than 0.</summary>
    public static bool TryGbps(string text, out double gbps) =>
        TryScale(text, unit => Scaled(unit, "Bps", 8) ?? Scaled(unit, "bps", 1), 1e-9, out gbps, 8) && gbps > 0;

    /// <summary>A time in seconds, e.g. of <c>50us</c>.</summary>
    public static bool TrySeconds(string text, out double seconds) =>
        TryScale(text, unit => _times.TryGetValue(unit, out double scale) ? scale : null, 1, out seconds);

    /// <summary>A plain number of at least 0.</summary>
    public static bool TryNumber(string text, out double number) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out number)
        && number >= 0 && double.IsFinite(number);

    private static bool TryScale(
        string text, Func<string, double?> scaleOf, double factor, out double value, double bare = 1)
    {
        string trimmed = text.Trim();
        int end = NumberLength(trimmed);
        string unit = trimmed[end..].Trim();
        double? scale = unit.Length == 0 ? bare : scaleOf(unit);
        bool valid = TryNumber(trimmed[..end], out value) & scale.HasValue;
        value = valid ? value * scale!.Value * factor : 0;
        return valid && double.IsFinite(value);
    }

    // The longest beginning that is a number: in '1.2E9flops' the E belongs to it, in '2Ef' it does not.
    private static int NumberLength(string text)
    {
        int end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or '-' or '+'))
        {
            end++;
        }

        int exponent = end + 1;
        if (end < text.Length && text[end] is 'e' or 'E')
        {
            exponent += exponent < text.Length && text[exponent] is '-' or '+' ? 1 : 0;
            int digits = exponent;
            while (exponent < text.Length && char.IsAsciiDigit(text[exponent]))
            {
                exponent++;
            }

            end = exponent > digits ? exponent : end;
        }

        return end;
    }

    private static double? Scaled(string unit, string name, double scale)
    {
        if (!unit.EndsWith(name, StringComparison.Ordinal))
        {
            return null;
        }

        string prefix = unit[..^name.Length];
        bool binary = prefix.EndsWith('i');
        string letters = binary ? BinaryPrefixes : Prefixes;
        int power = prefix.Length == (binary ? 2 : 1) ? letters.IndexOf(prefix[0], StringComparison.Ordinal) + 1 : 0;
        return prefix.Length == 0 ? scale : power == 0 ? null : scale * Math.Pow(binary ? 1024 : 1000, power);
    }

    private static double? LongScaled(string unit, string name)
    {
        int power = unit.EndsWith(name, StringComparison.Ordinal)
            ? Array.IndexOf(_longPrefixes, unit[..^name.Length]) + 1
            : 0;
        return unit == name ? 1 : power == 0 ? null : Math.Pow(1000, power);
    }
}
