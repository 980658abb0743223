using System.Collections.Frozen;
using System.Collections.Immutable;
using ClusterSim.Platforms;
using ClusterSim.Tables;
using ClusterSim.Time;

namespace ClusterSim.Engine.Failures;

/// <summary>
/// The list of outages as a table (CSV, also compressed, or Parquet), read before a run or written by one:
/// <c>node,gpu,start_time,end_time,cause</c>.
/// </summary>
public static class OutageFile
{
    internal static readonly ImmutableArray<TableColumn> Columns =
    [
        TableColumn.Text("node"), TableColumn.WholeOrNone("gpu"), TableColumn.Seconds("start_time"),
        TableColumn.SecondsOrNone("end_time"), TableColumn.TextOrNone("cause"),
    ];

    private static readonly string[] Causes =
        [.. Enum.GetNames<FailureCause>().Select(name => name.ToLowerInvariant())];

    /// <summary>Reads a list.</summary>
    /// <param name="path">
    /// A table with the columns <c>node</c> (name of a node), <c>gpu</c> (number of the GPU there; empty for the whole
    /// node), <c>start_time</c> and <c>end_time</c> (seconds of simulated time; an empty end: does not come back) and,
    /// if wanted, <c>cause</c>. The columns may stand in any order; <c>gpu</c>, too, may be missing.
    /// </param>
    /// <param name="platform">The platform whose nodes the list names.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="TableFormatException">
    /// A row does not hold an outage of the platform; the message names line, column, what was found and what was
    /// expected.
    /// </exception>
    public static ImmutableArray<Outage> Read(string path, Platform platform)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(platform);
        FrozenDictionary<string, int> nodes = Enumerable.Range(0, platform.Nodes.Length)
            .ToFrozenDictionary(index => platform.Nodes[index].Name, StringComparer.Ordinal);
        using TableFile file = TableFile.Open(path);
        using ITableReader row = ITableReader.Open(file.Content, path);
        row.RequireExactly(["node", "start_time", "end_time"], ["gpu", "cause"]);
        var outages = ImmutableArray.CreateBuilder<Outage>();
        while (row.Read())
        {
            outages.Add(Of(row, nodes, platform));
        }

        return outages.ToImmutable();
    }

    internal static void Write(ITableWriter rows, IEnumerable<Outage> outages, Platform platform)
    {
        foreach (Outage outage in outages)
        {
            SimTime? end = outage.To.IsNever ? null : outage.To;
            rows.Text(platform.Nodes[outage.Node].Name).Number(outage.Gpu < 0 ? null : (long?)outage.Gpu)
                .Seconds(outage.From).Seconds(end).Text(Causes[(int)outage.Cause]).EndRow();
        }
    }

    private static Outage Of(ITableReader row, FrozenDictionary<string, int> nodes, Platform platform)
    {
        if (!nodes.TryGetValue(row.Text(0), out int node))
        {
            throw row.Fault(0, $"the name of a node of platform '{platform.Name}'");
        }

        SimTime from = row.Time(1), to = row.TimeOrNull(2) ?? SimTime.Never;
        if (to < from)
        {
            throw row.Fault(2, "an end that is not before the start");
        }

        int gpus = platform.Nodes[node].Gpus;
        if (gpus == 0 && row.Has(3) && !row.IsEmpty(3))
        {
            throw row.Fault(3, "nothing, as the node has no GPUs");
        }

        int gpu = row.Has(3) && !row.IsEmpty(3) ? row.Int(3, 0, gpus - 1) : -1;
        return new Outage(from, to, node, gpu, CauseOf(row));
    }

    private static FailureCause CauseOf(ITableReader row)
    {
        if (!row.Has(4) || row.IsEmpty(4))
        {
            return FailureCause.Listed;
        }

        int cause = Array.IndexOf(Causes, row.Text(4));
        return cause >= 0 ? (FailureCause)cause : throw row.Fault(4, "one of " + string.Join(", ", Causes));
    }
}
