using System.Buffers.Text;
using System.Collections.Immutable;
using ClusterSim.Tables;

namespace ClusterSim.Reports;

/// <summary>Reads the tables of a finished run back.</summary>
internal static class ResultTable
{
    /// <summary>
    /// Goes through the rows of a table; the reader stands on the current one. None when there is no such file.
    /// </summary>
    /// <exception cref="TableFormatException">The file has other columns, or a damaged value.</exception>
    public static IEnumerable<CsvTableReader> Rows(string path, ImmutableArray<string> columns)
    {
        if (!File.Exists(path))
        {
            yield break;
        }

        using FileStream file = File.OpenRead(path);
        using CsvTableReader row = new(file, path);
        row.RequireExactly(columns);
        while (row.Read())
        {
            yield return row;
        }
    }

    /// <summary>A number that the table states with all its digits; <c>null</c> for an empty field.</summary>
    public static double? Number(CsvTableReader row, int column)
    {
        ReadOnlySpan<byte> text = row.Bytes(column);
        if (text.IsEmpty)
        {
            return null;
        }

        return Utf8Parser.TryParse(text, out double value, out int used) && used == text.Length
            ? value
            : throw row.Fault(column, "a number or nothing");
    }
}
