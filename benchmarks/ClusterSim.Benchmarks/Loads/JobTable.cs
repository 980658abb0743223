using System.Collections.Immutable;
using ClusterSim.Tables;
using ClusterSim.Tables.Parquet;

namespace ClusterSim.Benchmarks.Loads;

/// <summary>A table as <c>jobs.csv</c> is, with a column more, in a temporary folder.</summary>
internal sealed class JobTable : IDisposable
{
    private static readonly string[] s_statuses = ["completed", "failed", "cancelled"];
    private readonly string _folder = Directory.CreateTempSubdirectory("clustersim-").FullName;
    private readonly string[] _ids;
    private readonly string[] _users;

    public JobTable(int rows)
    {
        Rows = rows;
        _ids = [.. Enumerable.Range(0, rows).Select(i => "job-" + i)];
        _users = [.. Enumerable.Range(0, 500).Select(i => "user-" + i)];
    }

    public static ImmutableArray<TableColumn> Columns { get; } =
    [
        TableColumn.Text("job_id"), TableColumn.Text("user"), TableColumn.Seconds("submit_time"),
        TableColumn.SecondsOrNone("start_time"), TableColumn.SecondsOrNone("end_time"),
        TableColumn.SecondsOrNone("queueing_delay"), TableColumn.SecondsOrNone("run_time"),
        TableColumn.SecondsOrNone("jct"), TableColumn.NumberOrNone("bounded_slowdown"), TableColumn.Number("gpus"),
        TableColumn.Number("cpus"), TableColumn.Whole("nodes"), TableColumn.Whole("restarts"),
        TableColumn.Text("status"), TableColumn.Text("queue"),
    ];

    public int Rows { get; }

    public string Parquet => Path.Combine(_folder, "jobs.parquet");

    public string Csv => Path.Combine(_folder, "jobs.csv");

    public void Write(string path)
    {
        using ITableWriter rows = ITableWriter.Create(path, Columns);
        for (int i = 0; i < Rows; i++)
        {
            WriteRow(rows, i);
        }
    }

    /// <summary>Reads every field of every row.</summary>
    /// <returns>A sum over them, so that none is left out.</returns>
    public double Read()
    {
        using ITableReader rows = new ParquetTableReader(ParquetFile.Open(Parquet));
        rows.RequireExactly([.. Columns.Select(column => column.Name)]);
        double sum = 0;
        while (rows.Read())
        {
            sum += rows.Text(0).Length + rows.Text(1).Length + rows.Time(2).Ticks;
            for (int column = 3; column < 8; column++)
            {
                sum += rows.LengthOrNull(column)?.Ticks ?? 0;
            }

            sum += (rows.NumberOrNull(8) ?? 0) + (rows.NumberOrNull(9) ?? 0) + (rows.NumberOrNull(10) ?? 0)
                + rows.Int(11, 0, int.MaxValue) + rows.Int(12, 0, int.MaxValue) + rows.Text(13).Length
                + rows.Text(14).Length;
        }

        return sum;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Waits and run times of a few seconds to days, in hundredths: neither all different nor all equal.
    private void WriteRow(ITableWriter rows, int i)
    {
        uint mixed = unchecked((uint)i * 2654435761);
        TimeSpan submit = TimeSpan.FromSeconds(i * 3.25), wait = TimeSpan.FromMilliseconds(mixed % 400_000 * 10);
        TimeSpan run = TimeSpan.FromSeconds((mixed >> 7) % 100_000);
        bool never = i % 50 == 0;
        rows.Text(_ids[i]).Text(_users[mixed % 500]).Seconds(submit)
            .Seconds(never ? null : (TimeSpan?)(submit + wait))
            .Seconds(never ? null : (TimeSpan?)(submit + wait + run))
            .Seconds(never ? null : (TimeSpan?)wait).Seconds(never ? null : (TimeSpan?)run)
            .Seconds(never ? null : (TimeSpan?)(wait + run))
            .Number(never ? double.NaN : Math.Max(1, (wait + run) / TimeSpan.FromTicks(Math.Max(run.Ticks, 1))))
            .Number((mixed % 8) + 0.5).Number((double)(mixed % 64)).Number((long)(mixed % 4))
            .Number(i % 97 == 0 ? 1L : 0L)
            .Text(s_statuses[mixed % 3]).Text("").EndRow();
    }
}
