using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using CsvHelper;

namespace ClusterSim.Tables;

/// <summary>
/// Writes a CSV table field by field: RFC 4180 quoting, UTF-8, <c>\n</c>, invariant culture, numbers that read back
/// as the same number. No allocation per row.
/// </summary>
internal sealed class CsvTableWriter : ITableWriter
{
    private readonly CsvWriter _csv;
    private readonly ImmutableArray<string> _columns;
    private int _field;

    /// <summary>Writes the header row.</summary>
    public CsvTableWriter(Stream target, ImmutableArray<string> columns, bool leaveOpen = false)
    {
        _columns = columns;
        _csv = CsvWriter.Create(target,
            new CsvWriterOptions { NewLine = "\n", FormatProvider = CultureInfo.InvariantCulture }, leaveOpen);
        _csv.WriteRecord(columns.AsSpan());
    }

    /// <summary>Creates or overwrites a file; compressed with gzip when its name ends in <c>.gz</c>.</summary>
    public static CsvTableWriter Create(string path, ImmutableArray<string> columns)
    {
        FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        bool compress = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        return new CsvTableWriter(compress ? new GZipStream(file, CompressionLevel.Optimal) : file, columns);
    }

    public ITableWriter Text(ReadOnlySpan<char> value)
    {
        _csv.WriteField(value);
        return Written();
    }

    public ITableWriter Number(long value)
    {
        _csv.WriteField(value);
        return Written();
    }

    /// <summary>The shortest text that reads back as the same double; an empty field for NaN (no value).</summary>
    public ITableWriter Number(double value)
    {
        if (double.IsNaN(value))
        {
            return Empty();
        }

        _csv.WriteField(value, "R");
        return Written();
    }

    public ITableWriter Flag(bool value) => Text(value ? "true" : "false");

    /// <summary>Seconds, exact to 100 ns, without trailing zeros.</summary>
    public ITableWriter Seconds(TimeSpan length)
    {
        Span<byte> text = stackalloc byte[32];
        _csv.WriteField(text[..DecimalText.FormatTicks(length.Ticks, text)]);
        return Written();
    }

    public ITableWriter Empty() => Text("");

    /// <summary>Ends the row; it must have a field for every column.</summary>
    public void EndRow()
    {
        if (_field != _columns.Length)
        {
            throw new InvalidOperationException($"A row has {_field} fields for {_columns.Length} columns.");
        }

        _csv.EndRecord();
        _field = 0;
    }

    public void Dispose() => _csv.Dispose();

    private CsvTableWriter Written()
    {
        _field++;
        return this;
    }
}
