using System.Collections.Immutable;
using ClusterSim.Tables;
using ClusterSim.Tables.Parquet;

namespace ClusterSim.Reports;

/// <summary>The tables of a run as files: created in the forms that are wanted, read from the form that is there.
/// </summary>
internal static class ResultTable
{
    /// <summary>Creates a table in one or several forms.</summary>
    /// <param name="path">Its path as text.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="tables">The forms.</param>
    public static ITableWriter Create(string path, ImmutableArray<TableColumn> columns, ResultTables tables)
    {
        ImmutableArray<ITableWriter> copies =
            [.. ResultFiles.Of(path, tables).Select(file => ITableWriter.Create(file, columns))];
        return copies.Length == 1 ? copies[0] : new TableCopies(copies);
    }

    /// <summary>
    /// Goes through the rows of a table, from its CSV or else its Parquet file; the reader stands on the current one.
    /// None when there is neither.
    /// </summary>
    /// <exception cref="TableFormatException">The file has other columns, or a damaged value.</exception>
    public static IEnumerable<ITableReader> Rows(string path, ImmutableArray<string> columns)
    {
        if (FileOf(path) is not { } file)
        {
            yield break;
        }

        using FileStream? content = file == path ? File.OpenRead(path) : null;
        using ITableReader row = content is null
            ? new ParquetTableReader(ParquetFile.Open(file))
            : new CsvTableReader(content, path);
        row.RequireExactly(columns);
        while (row.Read())
        {
            yield return row;
        }
    }

    /// <summary>The file that holds a table; <c>null</c> when there is none.</summary>
    public static string? FileOf(string path)
    {
        string parquet = ResultFiles.AsParquet(path);
        return File.Exists(path) ? path : File.Exists(parquet) ? parquet : null;
    }
}
