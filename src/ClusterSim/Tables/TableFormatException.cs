using System.Globalization;

namespace ClusterSim.Tables;

/// <summary>
/// A table file is not what it should be. The message names the place, what was found and what was expected.
/// </summary>
public sealed class TableFormatException : Exception
{
    /// <summary>An error without a message.</summary>
    public TableFormatException()
        : this("", 0, "", "", "")
    {
    }

    /// <summary>An error with a message and no place.</summary>
    public TableFormatException(string message)
        : base(message)
    {
    }

    /// <summary>An error with the one that caused it.</summary>
    public TableFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error at a place of a file.</summary>
    /// <param name="file">File as the caller named it.</param>
    /// <param name="line">Line from 1; 0 when the whole file is meant.</param>
    /// <param name="column">Column, e.g. <c>column 'gpus' (4)</c>; empty when the whole line is meant.</param>
    /// <param name="found">What stands there.</param>
    /// <param name="expected">What should stand there.</param>
    public TableFormatException(string file, long line, string column, string found, string expected)
        : base(Compose(file, line, column, found, expected))
    {
        File = file;
        Line = line;
        Column = column;
        Found = found;
        Expected = expected;
    }

    /// <summary>File as the caller named it.</summary>
    public string File { get; } = "";

    /// <summary>Line from 1; 0 when the whole file is meant.</summary>
    public long Line { get; }

    /// <summary>Column by name and number; empty when the whole line is meant.</summary>
    public string Column { get; } = "";

    /// <summary>What stands there.</summary>
    public string Found { get; } = "";

    /// <summary>What should stand there.</summary>
    public string Expected { get; } = "";

    /// <summary>The one sentence that every error of a table or trace file is told in.</summary>
    internal static string Compose(string file, long line, string column, string found, string expected)
    {
        string place = line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{file}:{line}") : file;
        string where = column.Length > 0 ? $"{place}: {column}" : place;
        return $"{where}: found {found}, expected {expected}.";
    }
}
