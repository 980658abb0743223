using System.Globalization;
using ClusterSim.Signals;
using ClusterSim.Tables;

namespace ClusterSim.Experiments;

/// <summary>Reads the section <c>signals</c> of an experiment file, and looks into the files that it names.</summary>
internal static class SignalReader
{
    private const string ForecastForm = "one of last-day, last-week, persistence, perfect, or noisy with its error "
        + "such as 'noisy 5%'";

    private static readonly string[] s_keys =
        ["carbon", "marginal", "energy_price", "column", "start", "zone", "forecast"];

    public static SignalChoice? Read(SpecPlace place)
    {
        if (place.Node is SpecScalar { Text: "none" })
        {
            return null;
        }

        Dictionary<string, SpecPlace> members = place.Members("a mapping of signals, or 'none'", s_keys);
        SignalChoice choice = new()
        {
            Column = members.GetValueOrDefault("column")?.Text("the name of a column"),
            Start = members.TryGetValue("start", out SpecPlace? start) ? Start(start) : null,
            Zone = members.TryGetValue("zone", out SpecPlace? zone) ? Zone(zone) : TimeZoneInfo.Utc,
            Forecast = members.TryGetValue("forecast", out SpecPlace? forecast) ? Forecast(forecast) : new(),
        };
        return choice with
        {
            Carbon = Source(members, "carbon", SignalKind.Average, choice),
            Marginal = Source(members, "marginal", SignalKind.Marginal, choice),
            EnergyPrice = Source(members, "energy_price", SignalKind.Price, choice),
        };
    }

    /// <summary>
    /// The kind of a forecast by its name, and the error of a noisy one; <c>null</c> when there is none of that name.
    /// </summary>
    public static ForecastOptions? ForecastOf(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["noisy", var error])
        {
            bool good = double.TryParse(
                error.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out double percent)
                && error.EndsWith('%') && percent is >= 0 and <= 100;
            return good ? new ForecastOptions { Kind = ForecastKind.Noisy, Error = percent / 100 } : null;
        }

        return text switch
        {
            "last-day" => new ForecastOptions { Kind = ForecastKind.LastDay },
            "last-week" => new ForecastOptions { Kind = ForecastKind.LastWeek },
            "persistence" => new ForecastOptions { Kind = ForecastKind.Persistence },
            "perfect" => new ForecastOptions { Kind = ForecastKind.Perfect },
            _ => null,
        };
    }

    private static string Source(
        Dictionary<string, SpecPlace> members, string key, SignalKind kind, SignalChoice choice)
    {
        string unit = kind == SignalKind.Price ? "a price of 1 kWh" : "a number of gCO2e/kWh";
        if (!members.TryGetValue(key, out SpecPlace? place) || place.Text($"a file or {unit}") is not { } text)
        {
            return "";
        }

        string source = SignalLoader.IsNumber(text, out _) 
            ? text
            : ShippedFiles.Signals.PathOf(text, place.FullPath(text));
        try
        {
            SignalLoader.Read(source, kind, choice);
            return source;
        }
        catch (Exception error) when (error is TableFormatException or IOException or ArgumentException
            or UnauthorizedAccessException)
        {
            place.Report(File.Exists(source) || SignalLoader.IsNumber(text, out _)
                ? error.Message.TrimEnd('.')
                : $"found no file '{text}', expected a file, {unit}, or a name that comes with ClusterSim: "
                    + string.Join(", ", ShippedFiles.Signals.Names));
            return "";
        }
    }

    private static DateTimeOffset? Start(SpecPlace place)
    {
        const string form = "a time such as 2020-01-01T00:00:00Z";
        if (place.Text(form) is not { } text)
        {
            return null;
        }

        if (SignalClock.TryParseInstant(text, out DateTimeOffset instant))
        {
            return instant;
        }

        place.Expected(form);
        return null;
    }

    private static TimeZoneInfo Zone(SpecPlace place)
    {
        const string form = "a time zone such as UTC or Europe/Berlin";
        if (place.Text(form) is { } text)
        {
            if (TimeZoneInfo.TryFindSystemTimeZoneById(text, out TimeZoneInfo? zone))
            {
                return zone;
            }

            place.Expected(form);
        }

        return TimeZoneInfo.Utc;
    }

    private static ForecastOptions Forecast(SpecPlace place)
    {
        if (place.Text(ForecastForm) is { } text)
        {
            if (ForecastOf(text) is { } forecast)
            {
                return forecast;
            }

            place.Expected(ForecastForm);
        }

        return new ForecastOptions();
    }
}
