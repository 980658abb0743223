using System.Text;
using ClusterSim.Tables;
using ClusterSim.Tables.Parquet;

namespace ClusterSim.Traces;

/// <summary>The first bytes of a trace, decompressed: all that recognising its format may look at.</summary>
internal sealed class TraceHead
{
    private const int HeadBytes = 1 << 16;

    private TraceHead(bool isEmpty, bool isText, bool isParquet, string[] lines)
    {
        IsEmpty = isEmpty;
        IsText = isText;
        IsParquet = isParquet;
        Lines = lines;
        Columns = lines.Length == 0 ? [] : [.. lines[0].Split(',').Select(name => name.Trim().Trim('"'))];
    }

    public bool IsEmpty { get; }

    /// <summary>Whether there are no bytes that only binary files have.</summary>
    public bool IsText { get; }

    /// <summary>Whether it begins as a Parquet file does.</summary>
    public bool IsParquet { get; }

    /// <summary>Lines that are complete within the head and not blank.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The first line, taken as comma-separated column names.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The first line for an error message.</summary>
    public string FirstLine => Lines.Count == 0
        ? "an empty line"
        : CsvTableReader.Quote(Encoding.UTF8.GetBytes(Lines[0]));

    public static TraceHead Read(string path)
    {
        using TableFile file = TableFile.Open(path);
        byte[] bytes = new byte[HeadBytes];
        int count;
        try
        {
            count = file.Content.ReadAtLeast(bytes, HeadBytes, throwOnEndOfStream: false);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw file.Damaged();
        }

        if (count < HeadBytes)
        {
            // All of it: a file that was cut off must be told as such, not as one of an unknown format.
            file.Finish();
        }

        return Of(bytes.AsSpan(0, count), isWhole: count < HeadBytes);
    }

    /// <summary>Whether this is the first character that is no white space.</summary>
    public bool StartsWith(char first) => Lines.Count > 0 && Lines[0].AsSpan().TrimStart().StartsWith([first]);

    /// <summary>Whether a text occurs in the head.</summary>
    public bool Contains(string text) => Lines.Any(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>Whether the columns are exactly these, in any order.</summary>
    public bool HasExactly(IReadOnlyCollection<string> columns) =>
        Columns.Count == columns.Count && columns.All(Columns.Contains);

    /// <summary>Share of <paramref name="columns"/> that the head has.</summary>
    public double ShareOf(IReadOnlyCollection<string> columns) =>
        columns.Count(Columns.Contains) / (double)Math.Max(1, Math.Max(columns.Count, Columns.Count));

    private static TraceHead Of(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        // A UTF-8 byte order mark is no text.
        bytes = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        bool isText = bytes.IndexOfAnyInRange((byte)0, (byte)8) < 0;
        List<string> lines = [.. Encoding.UTF8.GetString(bytes).Split('\n').Select(line => line.TrimEnd('\r'))];
        if (!isWhole && lines.Count > 1)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return new TraceHead(bytes.IsEmpty, isText, !isText && bytes.StartsWith(ParquetFile.Magic),
            isText ? [.. lines.Where(line => !string.IsNullOrWhiteSpace(line))] : []);
    }
}
