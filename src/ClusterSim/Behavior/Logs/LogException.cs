using System.Globalization;

namespace ClusterSim.Behavior.Logs;

/// <summary>A log cannot be read.</summary>
public sealed class LogException : Exception
{
    /// <summary>An error without a message.</summary>
    public LogException()
    {
    }

    /// <summary>An error with a message of its own.</summary>
    public LogException(string message)
        : base(message)
    {
    }

    /// <summary>An error with the one that caused it.</summary>
    public LogException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error at a place.</summary>
    /// <param name="path">Path of the log.</param>
    /// <param name="line">Line, from 1; 0 for the file as a whole.</param>
    /// <param name="found">What was found.</param>
    /// <param name="expected">What was expected.</param>
    public LogException(string path, long line, string found, string expected)
        : base(line == 0
            ? $"{path}: found {found}, expected {expected}"
            : string.Create(CultureInfo.InvariantCulture, $"{path}:{line}: found {found}, expected {expected}"))
    {
    }
}
