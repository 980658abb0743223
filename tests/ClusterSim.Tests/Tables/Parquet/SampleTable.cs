using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Tables.Parquet;

namespace ClusterSim.Tests.Tables.Parquet;

/// <summary>
/// A table of every type, with and without nulls, that holds what goes wrong easily. Its lines are its values as text
/// that any language can write: numbers by their bits, text in quotes, null as such.
/// </summary>
internal sealed record SampleTable(ImmutableArray<string> Lines, ImmutableArray<object?[]> Rows)
{
    private static readonly long[] s_wholes = [0, 1, -1, long.MaxValue, long.MinValue, 1L << 53, -(1L << 31), 42];
    private static readonly double[] s_numbers =
    [
        0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue,
        double.Epsilon, 0.1, -1e-7,
    ];

    private static readonly string[] s_texts =
        ["", "a", "a b", "a,b", "a\"b", "line\nline", "Größe", "漢字", "😀", "null", "\u0001", new string('x', 100)];

    public static ImmutableArray<ParquetColumn> Columns { get; } =
    [
        new("whole", ParquetType.Int64), new("whole_or_null", ParquetType.Int64, Optional: true),
        new("number", ParquetType.Double), new("number_or_null", ParquetType.Double, Optional: true),
        new("text", ParquetType.ByteArray), new("text_or_null", ParquetType.ByteArray, Optional: true),
        new("flag", ParquetType.Boolean), new("flag_or_null", ParquetType.Boolean, Optional: true),
        new("few texts", ParquetType.ByteArray, Optional: true), new("only_null", ParquetType.Int64, Optional: true),
    ];

    public static SampleTable Of(int rows) => Of(Enumerable.Range(0, rows).Select(RowOf));

    public byte[] Write(ParquetCodec codec, int groupRows)
    {
        using MemoryStream target = new();
        using (ParquetFileWriter writer = new(target, Columns, codec, groupRows, leaveOpen: true))
        {
            foreach (object?[] row in Rows)
            {
                for (int i = 0; i < row.Length; i++)
                {
                    Add(writer.Buffers[i], row[i]);
                }

                writer.EndRow();
            }
        }

        return target.ToArray();
    }

    /// <summary>Reads all columns in batches of an odd size, so that batches and pages end at different rows.</summary>
    public static SampleTable Read(ParquetFile file)
    {
        const int batchRows = 37;
        List<object?[]> rows = [];
        foreach (RowGroup group in file.Metadata.Groups)
        {
            ChunkReader[] chunks = [.. file.Columns.Select((_, i) => file.Column(group, i))];
            ColumnBatch[] batches = [.. file.Columns.Select(column => new ColumnBatch(column.Kind, batchRows))];
            for (int done = 0; done < group.Rows; done += batchRows)
            {
                int count = (int)Math.Min(batchRows, group.Rows - done);
                for (int i = 0; i < chunks.Length; i++)
                {
                    chunks[i].Read(batches[i], count);
                }

                rows.AddRange(Enumerable.Range(0, count).Select(row =>
                    batches.Select(batch => ValueOf(batch, row)).ToArray()));
            }
        }

        return Of(rows);
    }

    private static SampleTable Of(IEnumerable<object?[]> rows)
    {
        ImmutableArray<object?[]> all = [.. rows];
        return new SampleTable([.. all.Select(row => string.Join(' ', row.Select(TextOf)))], all);
    }

    private static object?[] RowOf(int row) =>
    [
        s_wholes[row % s_wholes.Length], row % 3 == 0 ? null : s_wholes[row % s_wholes.Length],
        s_numbers[row % s_numbers.Length], row % 5 < 3 ? null : s_numbers[row % s_numbers.Length],
        row < 50 ? s_texts[row % s_texts.Length] : "text " + row, row % 7 == 0 ? null : s_texts[row % s_texts.Length],
        row % 3 == 1, row % 4 == 0 ? null : row % 3 == 1,
        row / 20 % 2 == 0 ? "few" : row % 2 == 0 ? null : s_texts[row % 5], null,
    ];

    private static void Add(ColumnBuffer buffer, object? value)
    {
        switch (value)
        {
            case null:
                buffer.AddNull();
                break;
            case long whole:
                ((WholeBuffer)buffer).Add(whole);
                break;
            case double number:
                ((NumberBuffer)buffer).Add(number);
                break;
            case bool flag:
                ((FlagBuffer)buffer).Add(flag);
                break;
            case string text:
                ((TextBuffer)buffer).Add(text);
                break;
        }
    }

    private static object? ValueOf(ColumnBatch batch, int row) => batch.IsNull(row) ? null
        : batch.Kind switch
        {
            ColumnKind.Flag => batch.Flags[row],
            ColumnKind.Whole => batch.Wholes[row],
            ColumnKind.Number => batch.Numbers[row],
            _ => batch.Texts[row],
        };

    private static string TextOf(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double.NaN => "NaN",
        double number => BitConverter.DoubleToUInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture),
        string text => '"' + string.Concat(text.Select(c => c is > ' ' and < '~' and not '"'
            ? c.ToString()
            : ((int)c).ToString("x4", CultureInfo.InvariantCulture))) + '"',
        _ => throw new ArgumentException("no value of a table", nameof(value)),
    };
}
