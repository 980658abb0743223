using System.Collections.Immutable;

namespace ClusterSim.Tables.Parquet;

/// <summary>Writes a table as a Parquet file, compressed with Snappy.</summary>
internal sealed class ParquetTableWriter : ITableWriter
{
    private readonly ParquetFileWriter _file;
    private readonly ColumnBuffer[] _buffers;

    // The same buffers by type, null where a column is of another one: asking for the type of each field costs more
    // than storing it.
    private readonly TextBuffer?[] _texts;
    private readonly WholeBuffer?[] _wholes;
    private readonly NumberBuffer?[] _numbers;
    private int _field;

    public ParquetTableWriter(Stream target, ImmutableArray<TableColumn> columns)
    {
        _file = new ParquetFileWriter(target, [.. columns.Select(ColumnOf)]);
        _buffers = [.. _file.Buffers];
        _texts = [.. _buffers.Select(buffer => buffer as TextBuffer)];
        _wholes = [.. _buffers.Select(buffer => buffer as WholeBuffer)];
        _numbers = [.. _buffers.Select(buffer => buffer as NumberBuffer)];
    }

    /// <summary>Creates or overwrites a file.</summary>
    public static ParquetTableWriter Create(string path, ImmutableArray<TableColumn> columns) =>
        new(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16), columns);

    public ITableWriter Text(ReadOnlySpan<char> value)
    {
        (_texts[_field++] ?? throw Wrong()).Add(value);
        return this;
    }

    public ITableWriter Number(long value)
    {
        (_wholes[_field++] ?? throw Wrong()).Add(value);
        return this;
    }

    public ITableWriter Number(double value)
    {
        NumberBuffer buffer = _numbers[_field++] ?? throw Wrong();
        if (double.IsNaN(value) && buffer.Column.Optional)
        {
            buffer.AddNull();
        }
        else
        {
            buffer.Add(value);
        }

        return this;
    }

    public ITableWriter Flag(bool value)
    {
        (_buffers[_field++] as FlagBuffer ?? throw Wrong()).Add(value);
        return this;
    }

    /// <summary>
    /// Seconds as a double: exact to 100 ns up to 2^29 s, that is 17 years; beyond that the nearest double.
    /// </summary>
    public ITableWriter Seconds(TimeSpan length)
    {
        (_numbers[_field++] ?? throw Wrong()).Add(length.Ticks / (double)TimeSpan.TicksPerSecond);
        return this;
    }

    /// <summary>A null; the empty text where the column knows no nulls.</summary>
    public ITableWriter Empty()
    {
        ColumnBuffer buffer = _buffers[_field++];
        if (buffer is TextBuffer { Column.Optional: false } text)
        {
            text.Add("");
        }
        else
        {
            buffer.AddNull();
        }

        return this;
    }

    public void EndRow()
    {
        _file.EndRow();
        _field = 0;
    }

    public void Dispose() => _file.Dispose();

    private static ParquetColumn ColumnOf(TableColumn column) => new(
        column.Name,
        column.Value switch
        {
            TableValue.Text => ParquetType.ByteArray,
            TableValue.Whole => ParquetType.Int64,
            TableValue.Flag => ParquetType.Boolean,
            _ => ParquetType.Double,
        },
        column.Optional);

    private InvalidOperationException Wrong()
    {
        ParquetColumn column = _buffers[_field - 1].Column;
        return new InvalidOperationException($"Column '{column.Name}' is one of {column.Type} and got another value.");
    }
}
