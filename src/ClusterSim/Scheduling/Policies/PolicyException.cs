namespace ClusterSim.Scheduling.Policies;

/// <summary>A policy or its options cannot be understood. The message holds all problems.</summary>
public sealed class PolicyException : Exception
{
    /// <summary>The given problems.</summary>
    /// <param name="problems">One sentence each; at least one.</param>
    public PolicyException(IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>All problems, one sentence each: what was found and what was expected.</summary>
    public IReadOnlyList<string> Problems { get; }
}
