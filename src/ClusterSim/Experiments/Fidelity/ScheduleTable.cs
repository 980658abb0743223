using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Tables;
using ClusterSim.Time;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>Reads the schedule of a peer.</summary>
internal static class ScheduleTable
{
    private const string ExpectedTime = "a time in seconds, or nothing";
    private const string ExpectedNodes = "node indices such as '0-3 7'";

    /// <summary>The rows by job.</summary>
    public static Dictionary<string, PeerRow> Read(string path, PeerColumns columns)
    {
        using TableFile file = TableFile.Open(path);
        using CsvTableReader table = new(file.Content, path);
        bool withNodes = columns.Nodes is not null;
        bool withPreemptions = columns.Preemptions is not null;
        table.Select(
        [
            columns.Job, columns.Start, columns.Finish, columns.Nodes ?? columns.Job,
            columns.Preemptions ?? columns.Job,
        ]);
        Dictionary<string, PeerRow> rows = new(StringComparer.Ordinal);
        while (table.Read())
        {
            PeerRow row = new(
                columns.JobPrefix + table.Text(0), Time(table, 1), Time(table, 2), withNodes ? Nodes(table, 3) : null)
            {
                Preemptions = withPreemptions ? table.Int(4, 0, int.MaxValue) : null,
            };
            if (!rows.TryAdd(row.Job, row))
            {
                throw table.Fault(0, "a job that occurs once");
            }
        }

        return rows;
    }

    private static SimTime Time(CsvTableReader table, int column)
    {
        if (table.IsEmpty(column))
        {
            return SimTime.Never;
        }

        bool good = decimal.TryParse(
            table.Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal seconds);
        bool fits = good && seconds <= CsvTableReader.MaxSeconds;
        return !fits ? throw table.Fault(column, ExpectedTime)
            : seconds < 0 ? SimTime.Never
            : new SimTime((long)decimal.Round(seconds * TimeSpan.TicksPerSecond));
    }

    private static ImmutableSortedSet<int> Nodes(CsvTableReader table, int column)
    {
        ImmutableSortedSet<int>.Builder nodes = ImmutableSortedSet.CreateBuilder<int>();
        foreach (string part in table.Text(column).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] ends = part.Split('-');
            if (ends.Length > 2 || !TryIndex(ends[0], out int first) || !TryIndex(ends[^1], out int last))
            {
                throw table.Fault(column, ExpectedNodes);
            }

            nodes.UnionWith(Enumerable.Range(first, Math.Max(last - first + 1, 0)));
        }

        return nodes.ToImmutable();
    }

    private static bool TryIndex(string text, out int index) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index < 10_000_000;
}
