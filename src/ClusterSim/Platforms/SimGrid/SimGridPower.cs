using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Platforms.SimGrid;

/// <summary>
/// The speeds of a host and its power: attribute <c>speed</c> (a list of pstates) and the properties of SimGrid's host
/// energy plugin and of Batsim.
/// </summary>
internal sealed class SimGridPower(SimGridNotices notices)
{
    private const string WattForm = "'IDLE:FULL' or 'IDLE:EPSILON:FULL' watts for each speed, e.g. '95:190, 95:171'";

    /// <summary>The names of the properties that are read here; the older names are those of SimGrid 3.13.</summary>
    public static readonly ImmutableArray<string> Properties =
        ["wattage_per_state", "watt_per_state", "wattage_off", "watt_off", "sleep_pstates"];

    /// <summary>The model of a host or of all hosts of a cluster; <c>null</c> when its speed is malformed.</summary>
    public PowerModel? Of(SimGridElement host)
    {
        // Before version 4 of the DTD the speed was called power.
        string attribute = host.Has("power") && !host.Has("speed") ? "power" : "speed";
        if (host.Required(attribute, "a speed, e.g. '100Mf'") is not { } text
            || Speeds(host, attribute, text) is not { } speeds)
        {
            return null;
        }

        ImmutableArray<PowerState> watts = Watts(host, speeds);
        int initial = host.Value<int>("pstate", Quantity.TryCount, "the number of a pstate, from 0") ?? 0;
        if (initial >= speeds.Length)
        {
            host.Report("pstate", $"found {initial}, expected less than {speeds.Length}, the number of speeds");
            return null;
        }

        return new PowerModel
        {
            States = watts,
            InitialState = initial,
            SleepStates = SleepStates(host, watts),
            OffWatts = PropertyOf(host, "wattage_off", "watt_off")
                ?.Value<double>("value", SimGridQuantity.TryNumber, "a power in watts, e.g. '10'"),
        };
    }

    private static SimGridElement? PropertyOf(SimGridElement host, string name, string olderName) =>
        host.Properties.GetValueOrDefault(name) ?? host.Properties.GetValueOrDefault(olderName);

    private static double[]? Speeds(SimGridElement host, string attribute, string text)
    {
        string[] parts = text.Split(',');
        double[] speeds = new double[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!SimGridQuantity.TryGflops(parts[i], out speeds[i]))
            {
                host.Report(attribute, $"found '{parts[i].Trim()}', expected a speed greater than 0, e.g. '100Mf'");
                return null;
            }
        }

        return speeds;
    }

    private ImmutableArray<PowerState> Watts(SimGridElement host, double[] speeds)
    {
        double[]?[] watts = new double[speeds.Length][];
        if (PropertyOf(host, "wattage_per_state", "watt_per_state") is { } property)
        {
            string[] given = (property.Text("value") ?? "").Split(',');
            for (int i = 0; i < given.Length; i++)
            {
                if (!TryWatts(given[i], out double[] values))
                {
                    property.Report("value", $"found '{given[i].Trim()}', expected {WattForm}");
                }
                else if (i < watts.Length)
                {
                    watts[i] = values;
                }
            }

            if (given.Length != speeds.Length)
            {
                notices.Add(property, "the surplus where the lists of watts and of speeds differ in length");
            }
        }

        return [.. speeds.Select((speed, i) => StateOf(speed, watts[i]))];
    }

    // Without the middle value, power grows from idle on (SimGrid, host energy plugin).
    private static PowerState StateOf(double speed, double[]? watts) => new()
    {
        SpeedGflops = speed,
        IdleWatts = watts?[0],
        EpsilonWatts = watts is { Length: 3 } ? watts[1] : watts?[0],
        FullWatts = watts?[^1],
    };

    private static bool TryWatts(string text, out double[] watts)
    {
        string[] parts = text.Split(':');
        watts = new double[parts.Length];
        bool valid = parts.Length is 2 or 3;
        for (int i = 0; i < parts.Length; i++)
        {
            valid &= SimGridQuantity.TryNumber(parts[i], out watts[i]);
        }

        return valid;
    }

    /// <summary>
    /// Batsim's <c>OFF:SHUTDOWN:BOOT</c> triples. Shutting down and booting are virtual pstates that last as long as
    /// one floating-point operation takes in them.
    /// </summary>
    private ImmutableArray<SleepState> SleepStates(SimGridElement host, ImmutableArray<PowerState> states)
    {
        if (!host.Properties.TryGetValue("sleep_pstates", out SimGridElement? property))
        {
            return [];
        }

        ImmutableArray<SleepState>.Builder sleeps = ImmutableArray.CreateBuilder<SleepState>();
        foreach (string triple in (property.Text("value") ?? "").Split(','))
        {
            int[] numbers = [.. triple.Split(':').Select(NumberOf)];
            if (numbers.Length != 3 || numbers.Contains(-1))
            {
                property.Report("value", $"found '{triple.Trim()}', expected 'OFF:SHUTDOWN:BOOT', e.g. '13:14:15'");
            }
            else if (numbers.All(number => number < states.Length && states[number].FullWatts.HasValue))
            {
                sleeps.Add(SleepOf(states[numbers[0]], states[numbers[1]], states[numbers[2]]));
            }
            else
            {
                notices.Add(property, "sleep states that name pstates without a speed or without watts");
            }
        }

        return sleeps.ToImmutable();
    }

    private static int NumberOf(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;

    private static SleepState SleepOf(PowerState off, PowerState shutdown, PowerState boot) => new()
    {
        Watts = off.FullWatts!.Value,
        SwitchOffTime = TimeOfOneOperation(shutdown),
        SwitchOffWatts = shutdown.FullWatts!.Value,
        SwitchOnTime = TimeOfOneOperation(boot),
        SwitchOnWatts = boot.FullWatts!.Value,
    };

    private static TimeSpan TimeOfOneOperation(PowerState state)
    {
        double seconds = 1e-9 / state.SpeedGflops;
        return seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
    }
}
