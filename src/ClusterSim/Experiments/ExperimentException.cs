using System.Collections.Immutable;

namespace ClusterSim.Experiments;

/// <summary>An experiment cannot be run as it is described; carries everything that is wrong with it.</summary>
public sealed class ExperimentException : Exception
{
    /// <summary>An error without a message.</summary>
    public ExperimentException()
    {
    }

    /// <summary>An error with one problem that has no place in a file.</summary>
    public ExperimentException(string message)
        : base(message) => Problems = [new ExperimentProblem("", 0, 0, "", message)];

    /// <summary>An error with the one that caused it.</summary>
    public ExperimentException(string message, Exception innerException)
        : base(message, innerException) => Problems = [new ExperimentProblem("", 0, 0, "", message)];

    /// <summary>An error with all <paramref name="problems"/>.</summary>
    public ExperimentException(ImmutableArray<ExperimentProblem> problems)
        : base(string.Join('\n', problems)) => Problems = problems;

    /// <summary>Everything that is wrong, in the order of the file.</summary>
    public ImmutableArray<ExperimentProblem> Problems { get; } = [];
}
