using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClusterSim.Engine.Power;

namespace ClusterSim.Reports;

/// <summary>Amounts by account of power, as the summary tells them.</summary>
internal static class AccountJson
{
    private static readonly string[] s_accounts =
        [.. Enum.GetNames<PowerAccount>().Select(name => name.ToLowerInvariant())];

    /// <summary>An amount for each account, in their order.</summary>
    public static JsonObject Of(ImmutableArray<double> amounts) =>
        new(s_accounts.Select((name, i) => KeyValuePair.Create(name, (JsonNode?)amounts[i])));

    /// <summary>Reads them back.</summary>
    public static ImmutableArray<double> Read(JsonElement amounts) =>
        [.. s_accounts.Select(name => amounts.GetProperty(name).GetDouble())];
}
