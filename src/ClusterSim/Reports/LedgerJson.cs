using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClusterSim.Behavior;
using ClusterSim.Statistics;

namespace ClusterSim.Reports;

/// <summary>An entry of the ledger of rules as it stands in the summary of a run, both ways.</summary>
internal static class LedgerJson
{
    public static JsonObject Of(RuleLedgerEntry entry) => new()
    {
        ["rule_id"] = entry.RuleId,
        ["action"] = NameOf(entry.Action),
        ["detections"] = entry.Detections,
        ["applied"] = entry.Applied,
        ["settled"] = entry.Settled,
        ["promised_gpu_seconds"] = entry.PromisedGpuSeconds,
        ["obtained_gpu_seconds"] = entry.ObtainedGpuSeconds,
        ["obtained_interval"] = IntervalOf(entry.ObtainedInterval),
        ["obtained_per_promised"] = entry.ObtainedPerPromised?.Estimate,
        ["obtained_per_promised_interval"] = IntervalOf(entry.ObtainedPerPromised),
        ["calibration"] = entry.Calibration,
        ["confidence_threshold"] = entry.ConfidenceThreshold,
        ["jobs_harmed"] = entry.JobsHarmed,
        ["jobs_delayed"] = entry.JobsDelayed,
        ["suspended"] = entry.Suspended,
        ["refused"] = new JsonObject(entry.Refused.Select(
            refused => KeyValuePair.Create(NameOf(refused.Reason), (JsonNode?)refused.Count))),
    };

    /// <summary>Reads an entry; what earlier versions did not write is left as it is by default.</summary>
    public static RuleLedgerEntry Read(JsonElement entry)
    {
        RuleLedgerEntry basic = new(
            entry.GetProperty("rule_id").GetString() ?? "", entry.GetProperty("detections").GetInt32(),
            entry.GetProperty("applied").GetInt32(), entry.GetProperty("promised_gpu_seconds").GetDouble(),
            entry.GetProperty("obtained_gpu_seconds").GetDouble(), entry.GetProperty("jobs_harmed").GetInt32(),
            entry.GetProperty("suspended").GetBoolean());
        return !entry.TryGetProperty("action", out JsonElement action) ? basic : basic with
        {
            Action = ValueOf<RecommendedAction>(action.GetString() ?? ""),
            Settled = entry.GetProperty("settled").GetInt32(),
            JobsDelayed = entry.GetProperty("jobs_delayed").GetInt32(),
            ObtainedInterval = Interval(
                entry.GetProperty("obtained_gpu_seconds"), entry.GetProperty("obtained_interval")),
            ObtainedPerPromised = Interval(
                entry.GetProperty("obtained_per_promised"), entry.GetProperty("obtained_per_promised_interval")),
            Calibration = entry.GetProperty("calibration").GetDouble(),
            ConfidenceThreshold = entry.GetProperty("confidence_threshold").GetDouble(),
            Refused = RefusedOf(entry.GetProperty("refused")),
        };
    }

    /// <summary>Name of an action or a reason in files.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static ImmutableArray<RefusedActions> RefusedOf(JsonElement refused) =>
    [
        .. refused.EnumerateObject().Select(
            reason => new RefusedActions(ValueOf<ActionRefusal>(reason.Name), reason.Value.GetInt32())),
    ];

    private static JsonArray? IntervalOf(ConfidenceInterval? interval) =>
        interval is { } of ? new JsonArray(of.Low, of.High) : null;

    private static ConfidenceInterval? Interval(JsonElement estimate, JsonElement ends) =>
        ends.ValueKind == JsonValueKind.Array
            ? new ConfidenceInterval(estimate.GetDouble(), ends[0].GetDouble(), ends[1].GetDouble())
            : null;

    private static T ValueOf<T>(string name)
        where T : struct, Enum => Enum.TryParse(name.Replace("_", "", StringComparison.Ordinal), true, out T value)
            ? value
            : throw new ReportException(
                $"{ResultFiles.Summary}: found the {typeof(T).Name} '{name}', expected a known one.");
}
