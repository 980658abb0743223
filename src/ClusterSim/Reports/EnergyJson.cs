using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClusterSim.Engine.Power;

namespace ClusterSim.Reports;

/// <summary>The energy of a run as the summary tells it.</summary>
internal static class EnergyJson
{
    /// <summary>The energy by account; <c>null</c> for none.</summary>
    public static JsonObject? Of(EnergyUse? energy) => energy is null ? null : new JsonObject
    {
        ["seconds"] = energy.Length.TotalSeconds,
        ["peak_watts"] = energy.PeakWatts,
        ["joules_by_account"] = AccountJson.Of(energy.Joules),
        ["gpu_seconds_by_model"] = new JsonObject(
            energy.HeldGpuSeconds.Select(held => KeyValuePair.Create(held.Key, (JsonNode?)held.Value))),
    };

    /// <summary>Reads it back.</summary>
    public static EnergyUse? Read(JsonElement parent, string name) =>
        !parent.TryGetProperty(name, out JsonElement energy) || energy.ValueKind != JsonValueKind.Object
            ? null
            : new EnergyUse
            {
                Length = TimeSpan.FromSeconds(energy.GetProperty("seconds").GetDouble()),
                PeakWatts = energy.GetProperty("peak_watts").GetDouble(),
                Joules = AccountJson.Read(energy.GetProperty("joules_by_account")),
                HeldGpuSeconds = energy.GetProperty("gpu_seconds_by_model").EnumerateObject()
                    .ToImmutableSortedDictionary(
                        held => held.Name, held => held.Value.GetDouble(), StringComparer.Ordinal),
            };
}
