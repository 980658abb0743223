using System.Globalization;

namespace ClusterSim.Platforms;

/// <summary>
/// Reads a number with a unit, e.g. <c>768 GiB</c>. The unit is never optional: a bare number has no meaning.
/// </summary>
internal static class Quantity
{
    private const double MiB = 1024 * 1024;

    /// <summary>Sizes, as the number of MiB that one of the unit is.</summary>
    private static readonly Dictionary<string, double> _sizes = new(StringComparer.Ordinal)
    {
        ["MiB"] = 1, ["GiB"] = 1024, ["TiB"] = 1024 * 1024, ["PiB"] = 1024.0 * 1024 * 1024,
        ["MB"] = 1e6 / MiB, ["GB"] = 1e9 / MiB, ["TB"] = 1e12 / MiB, ["PB"] = 1e15 / MiB,
    };

    private static readonly Dictionary<string, double> _gbps = new(StringComparer.Ordinal)
    {
        ["Mb/s"] = 1e-3, ["Gb/s"] = 1, ["Tb/s"] = 1e3, ["Mbps"] = 1e-3, ["Gbps"] = 1, ["Tbps"] = 1e3,
        ["MB/s"] = 8e-3, ["GB/s"] = 8, ["TB/s"] = 8e3,
    };

    private static readonly Dictionary<string, double> _watts = new(StringComparer.Ordinal) { ["W"] = 1, ["kW"] = 1e3 };

    private static readonly Dictionary<string, double> _milliCores = new(StringComparer.Ordinal)
    {
        ["core"] = 1e3, ["cores"] = 1e3, ["vCPU"] = 1e3, ["vCPUs"] = 1e3, ["milli-cores"] = 1,
    };

    private static readonly Dictionary<string, double> _dollarsPerHour = new(StringComparer.Ordinal)
    {
        ["$/h"] = 1, ["USD/h"] = 1,
    };

    private static readonly Dictionary<string, double> _seconds = new(StringComparer.Ordinal)
    {
        ["ns"] = 1e-9, ["us"] = 1e-6, ["ms"] = 1e-3, ["s"] = 1,
    };

    private static readonly Dictionary<string, double> _shares = new(StringComparer.Ordinal) { [""] = 1, ["%"] = 0.01 };

    private static readonly Dictionary<string, double> _factors = new(StringComparer.Ordinal) { [""] = 1, ["x"] = 1 };

    /// <summary>CPU in 1/1000 core.</summary>
    public static bool TryCpuMilli(string text, out int cpuMilli) => Whole(TryParse(text, _milliCores), out cpuMilli);

    /// <summary>A size in MiB, rounded to the nearest.</summary>
    public static bool TryMiB(string text, out long mebibytes)
    {
        double? value = TryParse(text, _sizes);
        bool fits = value is >= 0 and < 9e18;
        mebibytes = fits ? (long)Math.Round(value!.Value) : 0;
        return fits;
    }

    /// <summary>A bandwidth in Gb/s.</summary>
    public static bool TryGbps(string text, out double gbps) => Given(TryParse(text, _gbps), out gbps);

    /// <summary>A latency in seconds.</summary>
    public static bool TrySeconds(string text, out double seconds) => Given(TryParse(text, _seconds), out seconds);

    /// <summary>A power in watts.</summary>
    public static bool TryWatts(string text, out double watts) => Given(TryParse(text, _watts), out watts);

    /// <summary>A price in dollars for an hour.</summary>
    public static bool TryPrice(string text, out double price) => Given(TryParse(text, _dollarsPerHour), out price);

    /// <summary>A share in percent or as a fraction.</summary>
    public static bool TryShare(string text, out double share) => Given(TryParse(text, _shares), out share);

    /// <summary>A factor, e.g. of speed.</summary>
    public static bool TryFactor(string text, out double factor) => Given(TryParse(text, _factors), out factor);

    /// <summary>A whole number without unit.</summary>
    public static bool TryCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);

    /// <summary>GPUs and their model, e.g. <c>8 x V100-32GB</c>; the model may be left out.</summary>
    public static bool TryGpus(string text, out (int Count, string Model) gpus)
    {
        gpus = default;
        bool given = TrySplitCount(text, out int count, out string model) || TryCount(text, out count);
        gpus = (count, model);
        return given;
    }

    /// <summary>RDMA NICs, e.g. <c>2 x 100 Gb/s RDMA</c>.</summary>
    public static bool TryNics(string text, out (int Count, double Gbps) nics)
    {
        nics = default;
        if (!TrySplitCount(text, out int count, out string each) || !each.EndsWith(" RDMA", StringComparison.Ordinal)
            || !TryGbps(each[..^5], out double gbps) || gbps <= 0)
        {
            return false;
        }

        nics = (count, gbps);
        return true;
    }

    private static bool TrySplitCount(string text, out int count, out string what)
    {
        int at = text.IndexOf(" x ", StringComparison.Ordinal);
        what = at < 0 ? "" : text[(at + 3)..].Trim();
        count = 0;
        return what.Length > 0 && TryCount(text[..at].Trim(), out count);
    }

    private static double? TryParse(string text, Dictionary<string, double> units)
    {
        int end = text.Length;
        while (end > 0 && !char.IsAsciiDigit(text[end - 1]))
        {
            end--;
        }

        bool valid = units.TryGetValue(text[end..].Trim(), out double factor)
            & double.TryParse(text[..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out double number);
        return valid ? number * factor : null;
    }

    private static bool Given(double? parsed, out double value)
    {
        value = parsed ?? 0;
        return parsed.HasValue && double.IsFinite(value);
    }

    private static bool Whole(double? parsed, out int value)
    {
        bool fits = parsed is >= 0 and <= int.MaxValue;
        value = fits ? (int)Math.Round(parsed!.Value) : 0;
        return fits;
    }
}
