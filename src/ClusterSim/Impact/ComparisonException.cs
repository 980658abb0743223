namespace ClusterSim.Impact;

/// <summary>Runs cannot be compared, e.g. because they replayed different jobs.</summary>
public sealed class ComparisonException : Exception
{
    /// <summary>An error without a message.</summary>
    public ComparisonException()
    {
    }

    /// <summary>An error that says what was found and what was expected.</summary>
    public ComparisonException(string message)
        : base(message)
    {
    }

    /// <summary>An error with the one that caused it.</summary>
    public ComparisonException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
