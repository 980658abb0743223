using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Randomness;

namespace ClusterSim.Signals;

/// <summary>
/// Made-up signals for examples and tests. Hour h of day d has the value
/// <c>max(floor, base x week(d) - sun x max(0, sin(pi (h - 6) / 12)) + evening x exp(-(h - 19)^2 / 8) + weather)
/// </c>, where weather is a first-order autoregressive process with a memory of a day and a half, and weekends are a
/// tenth lower. Invented: they show how policies work, not what a real grid would save.
/// </summary>
public static class SyntheticSignal
{
    private const double WeatherMemoryHours = 36, WeekendFactor = 0.9;
    private static readonly DateTimeOffset s_start = new(2023, 1, 2, 0, 0, 0, TimeSpan.Zero);

    private static readonly ImmutableArray<(string Name, Shape Shape)> s_presets =
    [
        ("solar", new Shape(SignalKind.Average, "gCO2e/kWh", 330, 230, 60, 25, 20)),
        ("wind", new Shape(SignalKind.Average, "gCO2e/kWh", 220, 25, 25, 80, 20)),
        ("market", new Shape(SignalKind.Price, "EUR/kWh", 0.11, 0.09, 0.06, 0.03, -0.1)),
    ];

    /// <summary>Names of the presets: a grid with much solar power, one with much wind, and a market.</summary>
    public static ImmutableArray<string> Presets { get; } = [.. s_presets.Select(preset => preset.Name)];

    /// <summary>An hourly series that begins on Monday, 2 January 2023, in UTC.</summary>
    /// <param name="preset">One of <see cref="Presets"/>.</param>
    /// <param name="days">Length in days; at least 1.</param>
    /// <param name="seed">Seed of the weather.</param>
    /// <exception cref="ArgumentException">There is no such preset.</exception>
    public static Signal Generate(string preset, int days, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        Shape shape = s_presets.FirstOrDefault(one => one.Name == preset).Shape
            ?? throw new ArgumentException($"found '{preset}', expected one of {string.Join(", ", Presets)}.");
        RandomStream random = new(seed, "signals/" + preset);
        double memory = Math.Exp(-1 / WeatherMemoryHours);
        double[] values = new double[days * 24];
        double weather = 0;
        for (int hour = 0; hour < values.Length; hour++)
        {
            double step = Math.Sqrt(1 - (memory * memory)) * shape.Weather;
            weather = (memory * weather) + (step * NormalDistribution.Standard(random));
            values[hour] = Math.Round(Math.Max(shape.Floor, shape.At(hour) + weather), 4);
        }

        return new Signal(preset, shape.Kind, shape.Unit, s_start, TimeSpan.FromHours(1), [.. values]);
    }

    /// <summary>Writes a signal in the own form of files.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="target">Where to.</param>
    public static void Write(Signal signal, TextWriter target)
    {
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(target);
        target.Write($"time,{ColumnOf(signal)}\n");
        for (int i = 0; i < signal.Values.Length; i++)
        {
            DateTimeOffset time = signal.Start + (signal.Step * i);
            target.Write(string.Create(
                CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd'T'HH:mm:ss'Z'},{signal.Values[i]:R}\n"));
        }
    }

    private static string ColumnOf(Signal signal) => signal.Kind switch
    {
        SignalKind.Average => "average_gco2e_per_kwh",
        SignalKind.Marginal => "marginal_gco2e_per_kwh",
        _ => $"price_{signal.Unit[..3].ToLowerInvariant()}_per_kwh",
    };

    private sealed record Shape(
        SignalKind Kind, string Unit, double Base, double Sun, double Evening, double Weather, double Floor)
    {
        public double At(int hour)
        {
            int ofDay = hour % 24;
            double weekend = hour / 24 % 7 >= 5 ? WeekendFactor : 1;
            double sun = Math.Max(0, Math.Sin(Math.PI * (ofDay - 6) / 12));
            return (Base * weekend) - (Sun * sun) + (Evening * Math.Exp(-(ofDay - 19) * (ofDay - 19) / 8.0));
        }
    }
}
