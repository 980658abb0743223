using System.Collections.Immutable;

namespace ClusterSim.Behavior.Rules;

/// <summary>Rule files cannot be used. Carries all problems of all files, not just the first.</summary>
public sealed class RuleException : Exception
{
    /// <summary>An error without a message.</summary>
    public RuleException()
    {
    }

    /// <summary>An error with a message of its own and no list of problems.</summary>
    public RuleException(string message)
        : base(message)
    {
    }

    /// <summary>An error with the one that caused it.</summary>
    public RuleException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error with every problem that was found; the message has one line for each.</summary>
    /// <param name="problems">The problems in order of file and position.</param>
    public RuleException(ImmutableArray<RuleProblem> problems)
        : base(string.Join('\n', problems)) => Problems = problems;

    /// <summary>The problems in order of file and position.</summary>
    /// <value>Empty when the error was made from a message.</value>
    public ImmutableArray<RuleProblem> Problems { get; } = [];
}
