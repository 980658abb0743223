using ClusterSim.Tables;

namespace ClusterSim.Traces;

/// <summary>A trace file cannot be read. The message names the place, what was found and what was expected.</summary>
public sealed class TraceFormatException : Exception
{
    /// <summary>An error without a message.</summary>
    public TraceFormatException()
    {
    }

    /// <summary>An error with a message and no place.</summary>
    public TraceFormatException(string message)
        : base(message)
    {
    }

    /// <summary>An error with the one that caused it.</summary>
    public TraceFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error at a place of a file.</summary>
    /// <param name="file">File as the caller named it.</param>
    /// <param name="line">Line from 1; 0 when the whole file is meant.</param>
    /// <param name="column">Column or field, e.g. <c>column 'gpus' (4)</c>; empty when the whole line is meant.</param>
    /// <param name="found">What stands there.</param>
    /// <param name="expected">What should stand there.</param>
    public TraceFormatException(string file, long line, string column, string found, string expected)
        : base(TableFormatException.Compose(file, line, column, found, expected))
    {
        File = file;
        Line = line;
        Column = column;
        Found = found;
        Expected = expected;
    }

    internal TraceFormatException(TableFormatException error)
        : base(error.Message, error)
    {
        File = error.File;
        Line = error.Line;
        Column = error.Column;
        Found = error.Found;
        Expected = error.Expected;
    }

    /// <summary>File as the caller named it.</summary>
    public string File { get; } = "";

    /// <summary>Line from 1; 0 when the whole file is meant.</summary>
    public long Line { get; }

    /// <summary>Column or field by name and number; empty when the whole line is meant.</summary>
    public string Column { get; } = "";

    /// <summary>What stands there.</summary>
    public string Found { get; } = "";

    /// <summary>What should stand there.</summary>
    public string Expected { get; } = "";
}
