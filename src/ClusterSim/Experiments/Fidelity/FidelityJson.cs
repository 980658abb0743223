using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>Comparisons job by job, for programs; CPU times, which differ from run to run, are left out.</summary>
internal static class FidelityJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>One object for each comparison.</summary>
    public static string Text(IReadOnlyList<PeerComparison> comparisons) =>
        new JsonArray([.. comparisons.Select(Of)]).ToJsonString(Indented) + "\n";

    private static JsonNode Of(PeerComparison comparison)
    {
        PeerSchedule schedule = comparison.Schedule;
        var set = schedule.Set.Select(option => KeyValuePair.Create(option.Key, (JsonNode?)option.Value));
        return new JsonObject
        {
            ["case"] = schedule.Name,
            ["peer"] = $"{schedule.Peer.Name}, {schedule.Peer.Version}",
            ["peer_policy"] = schedule.PeerPolicy,
            ["policy"] = schedule.Policy,
            ["set"] = new JsonObject(set),
            ["jobs"] = comparison.Jobs,
            ["equal"] = comparison.JobsEqual,
            ["largest_difference_seconds"] = comparison.LargestDifference.TotalSeconds,
            ["known_differences"] = schedule.KnownDifferences,
            ["reason"] = schedule.Reason,
        };
    }
}
