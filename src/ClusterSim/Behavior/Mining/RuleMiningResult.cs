using System.Collections.Immutable;

namespace ClusterSim.Behavior.Mining;

/// <summary>What <see cref="RuleMiner"/> found, and out of how much.</summary>
public sealed record RuleMiningResult
{
    /// <summary>The rules, by outcome and then the most certain first.</summary>
    /// <value>May be empty: nothing precedes an outcome beyond what chance explains.</value>
    public required ImmutableArray<MinedRule> Rules { get; init; }

    /// <summary>Events seen.</summary>
    public required long Events { get; init; }

    /// <summary>Jobs that started and ended; only they are looked at.</summary>
    public required int Jobs { get; init; }

    /// <summary>Jobs of the first part: ended before the second begins.</summary>
    public required int MinedJobs { get; init; }

    /// <summary>Jobs of the second part.</summary>
    public required int JudgedJobs { get; init; }

    /// <summary>Jobs in neither part: submitted before the second begins, ended after.</summary>
    public int StraddlingJobs => Jobs - MinedJobs - JudgedJobs;

    /// <summary>Candidates that were tested on the second part.</summary>
    public required int Candidates { get; init; }
}
