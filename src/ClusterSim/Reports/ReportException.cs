namespace ClusterSim.Reports;

/// <summary>The folder of a finished run is missing something or holds something that no run writes.</summary>
public sealed class ReportException : Exception
{
    /// <summary>
    /// One sentence naming the file, the line where there is one, what was found and what was expected.
    /// </summary>
    /// <param name="message">The sentence.</param>
    public ReportException(string message)
        : base(message)
    {
    }

    /// <summary>The same with the fault that is behind it.</summary>
    /// <param name="message">The sentence.</param>
    /// <param name="cause">What went wrong underneath.</param>
    public ReportException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>A fault without further description.</summary>
    public ReportException()
        : base("The folder holds no finished run.")
    {
    }
}
