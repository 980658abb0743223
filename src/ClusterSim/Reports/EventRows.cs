using System.Collections.Immutable;
using System.Text.Json;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Tables;
using ClusterSim.Workloads;

namespace ClusterSim.Reports;

/// <summary>Writes every event of a run to a table as it happens.</summary>
internal sealed class EventRows(ITableWriter rows, Workload workload, Platform platform) : IDisposable
{
    private static readonly ImmutableArray<string> s_kinds =
        [.. Enum.GetValues<EventKind>().Select(kind => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()))];

    public void Write(in SimulationEvent happened)
    {
        rows.Seconds(happened.Time).Text(s_kinds[(int)happened.Kind]);
        _ = happened.Job >= 0 ? rows.Text(workload.Jobs[happened.Job].Id) : rows.Empty();
        _ = happened.Node >= 0 ? rows.Text(platform.Nodes[happened.Node].Name) : rows.Empty();
        rows.Number(happened.Gpus).Number(happened.Value).Number(happened.Detail).EndRow();
    }

    public void Dispose() => rows.Dispose();
}
