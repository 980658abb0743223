using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClusterSim.Engine.Power;
using ClusterSim.Signals;

namespace ClusterSim.Reports;

/// <summary>Signals of a run, and what they came to, as the summary tells them.</summary>
internal static class SignalJson
{
    /// <summary>What energy weighted by a signal came to, by account; <c>null</c> for none.</summary>
    public static JsonObject? Of(SignalUse? use) => use is null ? null : new JsonObject
    {
        ["signal"] = use.Signal,
        ["unit"] = use.Unit,
        ["kwh"] = use.Kwh,
        ["total"] = use.Total,
        ["by_account"] = AccountJson.Of(use.Amounts),
    };

    /// <summary>Reads it back.</summary>
    public static SignalUse? Read(JsonElement parent, string name) =>
        !parent.TryGetProperty(name, out JsonElement use) || use.ValueKind != JsonValueKind.Object
            ? null
            : new SignalUse
            {
                Signal = use.GetProperty("signal").GetString() ?? "",
                Unit = use.GetProperty("unit").GetString() ?? "",
                Kwh = use.GetProperty("kwh").GetDouble(),
                Amounts = AccountJson.Read(use.GetProperty("by_account")),
            };

    /// <summary>What the signals of a run are; <c>null</c> for none.</summary>
    public static JsonObject? Provenance(RunSignals? signals) => signals is null ? null : new JsonObject
    {
        ["start"] = signals.Clock.Epoch.ToUniversalTime()
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["zone"] = signals.Clock.Zone.Id,
        ["carbon"] = Of(signals.Carbon),
        ["marginal"] = Of(signals.MarginalCarbon),
        ["energy_price"] = Of(signals.EnergyPrice),
        ["forecast"] = NameOf(signals.Forecast),
    };

    private static string NameOf(ForecastOptions forecast) => forecast.Kind switch
    {
        ForecastKind.Noisy => string.Create(CultureInfo.InvariantCulture, $"noisy {forecast.Error * 100}%"),
        ForecastKind.LastDay => "last-day",
        ForecastKind.LastWeek => "last-week",
        _ => forecast.Kind.ToString().ToLowerInvariant(),
    };

    private static JsonObject? Of(Signal? signal) => signal is null ? null : new JsonObject
    {
        ["name"] = signal.Name,
        ["unit"] = signal.Unit,
        ["sha256"] = signal.Checksum,
        ["steps"] = signal.Values.Length,
        ["step_seconds"] = signal.Step.TotalSeconds,
        ["gaps"] = signal.Gaps.Length,
    };
}
