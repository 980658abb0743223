using System.Globalization;
using ClusterSim.Benchmarks.Loads;

namespace ClusterSim.Benchmarks.Quick;

/// <summary>Parquet beside DuckDB and CSV.</summary>
internal static class ParquetRows
{
    private const int Rows = 1_000_000;
    private const double WriteGoalSeconds = 0.5, ReadGoalSeconds = 0.3, BytesPerMegabyte = 1e6;

    public static IEnumerable<QuickRow> Measure()
    {
        using JobTable table = new(Rows);
        Measurement[] cost = Measurement.OfEach(
            5, () => table.Write(table.Csv), () => table.Write(table.Parquet), () => table.Read());
        (double Read, double Write)? duckdb = DuckDb.Time(table.Parquet);
        yield return Row("written", table.Parquet, cost[1], duckdb?.Write, WriteGoalSeconds);
        yield return Row("read", table.Parquet, cost[2], duckdb?.Read, ReadGoalSeconds);
        yield return Row("written as CSV, for comparison", table.Csv, cost[0], null, null);
    }

    private static QuickRow Row(string what, string file, Measurement ours, double? duckdb, double? goal)
    {
        double seconds = ours.Cpu.TotalSeconds;
        return new QuickRow(
            Text($"table of {Rows:N0} jobs x 15 columns {what}, {new FileInfo(file).Length / BytesPerMegabyte:0} MB"),
            duckdb is { } theirs ? Text($"DuckDB, one thread, {theirs:0.000} s") : "",
            Text($"{seconds:0.000} s"),
            seconds / (duckdb ?? double.NaN),
            goal is { } most ? Text($"<= {most} s") : "",
            goal is null || seconds <= goal);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
