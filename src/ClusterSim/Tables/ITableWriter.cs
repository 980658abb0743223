using System.Collections.Immutable;
using ClusterSim.Tables.Parquet;
using ClusterSim.Time;

namespace ClusterSim.Tables;

/// <summary>Writes a table field by field, row by row. <see cref="IDisposable.Dispose"/> completes it.</summary>
internal interface ITableWriter : IDisposable
{
    ITableWriter Text(ReadOnlySpan<char> value);

    ITableWriter Number(long value);

    /// <summary>A number; NaN is no value.</summary>
    ITableWriter Number(double value);

    ITableWriter Flag(bool value);

    /// <summary>Seconds.</summary>
    ITableWriter Seconds(TimeSpan length);

    /// <summary>No value.</summary>
    ITableWriter Empty();

    /// <summary>Ends the row; it must have a field for every column.</summary>
    void EndRow();

    /// <summary>
    /// Creates or overwrites a file: Parquet when its name ends in <c>.parquet</c>, one JSON object a line for
    /// <c>.jsonl</c>, else CSV, compressed when the name ends in <c>.gz</c>.
    /// </summary>
    static ITableWriter Create(string path, ImmutableArray<TableColumn> columns) =>
        path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase) ? ParquetTableWriter.Create(path, columns)
        : path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) ? JsonLinesWriter.Create(path, columns)
        : CsvTableWriter.Create(path, [.. columns.Select(column => column.Name)]);
}

/// <summary>Fields that may be missing, and points in time.</summary>
internal static class TableFields
{
    /// <summary>A number, or an empty field.</summary>
    public static ITableWriter Number(this ITableWriter table, long? value) =>
        value is { } known ? table.Number(known) : table.Empty();

    /// <summary>Seconds, or an empty field.</summary>
    public static ITableWriter Seconds(this ITableWriter table, TimeSpan? length) =>
        length is { } known ? table.Seconds(known) : table.Empty();

    /// <summary>Seconds since the epoch.</summary>
    public static ITableWriter Seconds(this ITableWriter table, SimTime time) =>
        table.Seconds(new TimeSpan(time.Ticks));

    /// <summary>Seconds since the epoch, or an empty field.</summary>
    public static ITableWriter Seconds(this ITableWriter table, SimTime? time) =>
        time is { } known ? table.Seconds(known) : table.Empty();
}
