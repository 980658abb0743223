using ClusterSim.Tables.Parquet;
using ClusterSim.Time;

namespace ClusterSim.Tables;

/// <summary>
/// Reads a table row by row. Every error names the file, the row and the column, what was found and what was expected.
/// </summary>
internal interface ITableReader : IDisposable
{
    /// <summary>Where the current row stands: its line in a text file, else its number from 1.</summary>
    int Line { get; }

    /// <summary>
    /// Demands that the file has exactly these columns, in any order, and makes positions in
    /// <paramref name="columns"/> the indexes of all further calls.
    /// </summary>
    void RequireExactly(IReadOnlyList<string> columns);

    /// <summary>
    /// As above; the file may also have columns of <paramref name="optional"/>, whose indexes follow. Those that it
    /// lacks are told by <see cref="Has"/> and must not be read.
    /// </summary>
    void RequireExactly(IReadOnlyList<string> columns, IReadOnlyList<string> optional);

    /// <summary>Whether the file has the column.</summary>
    bool Has(int column);

    /// <summary>Goes to the next row; false at the end.</summary>
    bool Read();

    bool IsEmpty(int column);

    /// <summary>The text of a field; an empty one for none.</summary>
    string Text(int column);

    /// <summary>A whole number, also when written with a zero fraction.</summary>
    long Whole(int column, long min, long max);

    /// <summary>A number times 10^<paramref name="decimals"/>, rounded to the nearest whole number.</summary>
    long Scaled(int column, int decimals, string expected);

    /// <summary>A number, or <c>null</c> for an empty field.</summary>
    double? NumberOrNull(int column);

    /// <summary>True or false.</summary>
    bool Flag(int column);

    /// <summary>A length in seconds, exact to 100 ns.</summary>
    TimeSpan Length(int column);

    /// <summary>The error that a field of the current row does not hold <paramref name="expected"/>.</summary>
    TableFormatException Fault(int column, string expected);

    /// <summary>
    /// Opens a table: Parquet when it begins as one, else CSV. A Parquet file is held in memory, as its end says what
    /// is in it.
    /// </summary>
    /// <exception cref="TableFormatException">The beginning of the file is damaged.</exception>
    static ITableReader Open(Stream content, string file)
    {
        byte[] head = new byte[ParquetFile.Magic.Length];
        int length = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        ResumedStream all = new(head.AsMemory(0, length), content);
        if (!head.AsSpan().SequenceEqual(ParquetFile.Magic))
        {
            return new CsvTableReader(all, file);
        }

        using MemoryStream bytes = new();
        all.CopyTo(bytes);
        return new ParquetTableReader(ParquetFile.Open(file, bytes.ToArray()));
    }

    /// <summary>A whole number that fits 32 bits.</summary>
    int Int(int column, int min, int max) => (int)Whole(column, min, max);

    /// <summary>A length in seconds, or <c>null</c> for an empty field.</summary>
    TimeSpan? LengthOrNull(int column) => IsEmpty(column) ? null : Length(column);

    /// <summary>A point in seconds since the epoch, exact to 100 ns.</summary>
    SimTime Time(int column) => new(Length(column).Ticks);

    /// <summary>A point in seconds since the epoch, or <c>null</c> for an empty field.</summary>
    SimTime? TimeOrNull(int column) => IsEmpty(column) ? null : Time(column);
}
