using System.Collections.Immutable;

namespace ClusterSim.Platforms;

/// <summary>A platform cannot be loaded. Carries every problem that was found, not only the first.</summary>
public sealed class PlatformException : Exception
{
    /// <summary>An error without a message.</summary>
    public PlatformException()
    {
    }

    /// <summary>An error that concerns the whole platform.</summary>
    public PlatformException(string message)
        : base(message) => Problems = [new PlatformProblem("", message)];

    /// <summary>An error with the one that caused it.</summary>
    public PlatformException(string message, Exception innerException)
        : base(message, innerException) => Problems = [new PlatformProblem("", message)];

    /// <summary>All problems of one description.</summary>
    /// <param name="source">The file or name of the platform; put before each problem.</param>
    /// <param name="problems">At least one problem, in the order of the file.</param>
    public PlatformException(string source, ImmutableArray<PlatformProblem> problems)
        : base(string.Join(Environment.NewLine, problems.Select(problem => Line(source, problem)))) =>
        Problems = problems;

    /// <summary>Every problem, in the order of the file.</summary>
    public ImmutableArray<PlatformProblem> Problems { get; } = [];

    private static string Line(string source, PlatformProblem problem) =>
        problem.Line > 0 ? $"{source}:{problem}" : $"{source}: {problem}";
}
