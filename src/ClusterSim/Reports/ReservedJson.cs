using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClusterSim.Engine;

namespace ClusterSim.Reports;

/// <summary>How far reserved GPUs sufficed, as the summary tells it.</summary>
internal static class ReservedJson
{
    /// <summary>A list by model; <c>null</c> when it was not watched.</summary>
    public static JsonArray? Of(ImmutableArray<ReservedUse>? reserved) =>
        reserved is { } uses ? new JsonArray([.. uses.Select(Of)]) : null;

    /// <summary>Reads it back.</summary>
    public static ImmutableArray<ReservedUse>? Read(JsonElement run) =>
        !run.TryGetProperty("reserved", out JsonElement uses) || uses.ValueKind != JsonValueKind.Array
            ? null
            : [.. uses.EnumerateArray().Select(use => new ReservedUse(
                use.GetProperty("model").GetString() ?? "", use.GetProperty("reserved").GetInt32(),
                use.GetProperty("within_gpu_seconds").GetDouble(), use.GetProperty("above_gpu_seconds").GetDouble()))];

    private static JsonObject Of(ReservedUse use) => new()
    {
        ["model"] = use.Model,
        ["reserved"] = use.Reserved,
        ["within_gpu_seconds"] = use.WithinGpuSeconds,
        ["above_gpu_seconds"] = use.AboveGpuSeconds,
    };
}
