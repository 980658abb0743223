using System.Globalization;
using ClusterSim.Engine.Power;
using ClusterSim.Platforms;

namespace ClusterSim.Experiments;

/// <summary>Reads how the power of runs is accounted for: <c>on</c> for the defaults, or a mapping.</summary>
internal static class PowerReader
{
    private const string On = "on", Watts = "a power, e.g. '1000 W'";

    public static PowerOptions? Read(SpecPlace place)
    {
        if (place.Node is SpecScalar { Text: On or "off" } scalar)
        {
            return scalar.Text == On ? new PowerOptions() : null;
        }

        Dictionary<string, SpecPlace> members = place.Members(
            "on, off, or a mapping", "pue", "base_power", "network_power_per_node", "cpu_load", "sleep");
        PowerOptions standard = new();
        return new PowerOptions
        {
            Pue = Number(members, "pue", 1, 10, "a factor from 1 to 10, e.g. '1.3'") ?? standard.Pue,
            BaseWatts = PowerOf(members, "base_power") ?? standard.BaseWatts,
            NetworkWattsPerNode = PowerOf(members, "network_power_per_node") ?? standard.NetworkWattsPerNode,
            CpuLoad = Number(members, "cpu_load", 0, 1, "a share from 0 to 1") ?? standard.CpuLoad,
            Sleep = members.TryGetValue("sleep", out SpecPlace? sleep) ? ReadSleep(sleep) : null,
        };
    }

    /// <summary>The options as one text: equal texts mean equal options.</summary>
    public static string TextOf(PowerOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"pue={options.Pue:R};base={options.BaseWatts:R};network={options.NetworkWattsPerNode:R};"
        + $"cpu={options.CpuLoad:R};sleep={options.Sleep}");

    private static SleepState? ReadSleep(SpecPlace place)
    {
        string[] keys = ["power", "off_time", "off_power", "on_time", "on_power"];
        Dictionary<string, SpecPlace> members = place.Members("a mapping of times and powers", keys);
        foreach (string missing in keys.Where(key => !members.ContainsKey(key)))
        {
            place.Report($"found no key '{missing}', expected all of {string.Join(", ", keys)}");
        }

        return new SleepState
        {
            Watts = PowerOf(members, "power") ?? 0,
            SwitchOffTime = members.GetValueOrDefault("off_time")?.Duration(TimeSpan.Zero) ?? TimeSpan.Zero,
            SwitchOffWatts = PowerOf(members, "off_power") ?? 0,
            SwitchOnTime = members.GetValueOrDefault("on_time")?.Duration(TimeSpan.Zero) ?? TimeSpan.Zero,
            SwitchOnWatts = PowerOf(members, "on_power") ?? 0,
        };
    }

    private static double? PowerOf(Dictionary<string, SpecPlace> members, string key)
    {
        if (members.GetValueOrDefault(key) is not { } place)
        {
            return null;
        }

        if (place.Node is SpecScalar scalar && Quantity.TryWatts(scalar.Text, out double watts))
        {
            return watts;
        }

        place.Expected(Watts);
        return null;
    }

    private static double? Number(
        Dictionary<string, SpecPlace> members, string key, double least, double most, string expected)
    {
        if (members.GetValueOrDefault(key) is not { } place)
        {
            return null;
        }

        if (place.Node is SpecScalar scalar
            && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && number >= least && number <= most)
        {
            return number;
        }

        place.Expected(expected);
        return null;
    }
}
