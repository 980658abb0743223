using System.Collections.Immutable;
using ClusterSim.Events;

namespace ClusterSim.Behavior.Mining;

/// <summary>What <see cref="RuleMiner"/> looks for and what it demands of a rule.</summary>
public sealed record RuleMiningOptions
{
    /// <summary>Whose events an episode is made of.</summary>
    /// <value>Default <see cref="MiningKey.Job"/>.</value>
    public MiningKey Key { get; init; }

    /// <summary>The outcomes that episodes are sought before.</summary>
    /// <value>Default all.</value>
    public ImmutableArray<MinedOutcome> Outcomes { get; init; } = [.. Enum.GetValues<MinedOutcome>()];

    /// <summary>Jobs of the first part with the outcome that an episode must precede.</summary>
    /// <value>1 or more; default 10.</value>
    public int MinSupport { get; init; } = 10;

    /// <summary>Longest time from the first to the last event of an episode, itself included.</summary>
    /// <value>Above zero; default one hour.</value>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Most events of an episode.</summary>
    /// <value>1 to 8; default 3.</value>
    public int MaxLength { get; init; } = 3;

    /// <summary>Share of the jobs with the episode that must have the outcome, in both parts.</summary>
    /// <value>0 to 1; default 0.5.</value>
    public double MinConfidence { get; init; } = 0.5;

    /// <summary>That share over the share among all jobs, demanded in both parts.</summary>
    /// <value>1 or more; default 1.5.</value>
    public double MinLift { get; init; } = 1.5;

    /// <summary>
    /// Highest adjusted p value (Fisher's exact test on the second part, Benjamini and Hochberg's correction over all
    /// candidates): the expected share of false rules among those given.
    /// </summary>
    /// <value>Above 0 to 1; default 0.05.</value>
    public double FalseDiscoveryRate { get; init; } = 0.05;

    /// <summary>
    /// Users whose jobs must bear a rule out in the second part; not demanded where users are not known.
    /// </summary>
    /// <value>1 or more; default 2: what one user does is a habit.</value>
    public int MinUsers { get; init; } = 2;

    /// <summary>Share of the jobs, the first ones submitted, that candidates are mined on.</summary>
    /// <value>Above 0 to below 1; default 0.6.</value>
    public double FirstPart { get; init; } = 0.6;

    /// <summary>Most candidates of one outcome that are judged on the second part.</summary>
    /// <value>1 or more; default 20.</value>
    public int MaxCandidates { get; init; } = 20;

    /// <summary>Levels whose crossings are symbols.</summary>
    /// <value>
    /// Default: GPU utilization 5, 30, 70 %; CPU utilization 10, 90 %; memory utilization 90 %; I/O wait 50 %; loader
    /// wait 30 %; GPU throttle 10 %.
    /// </value>
    public ImmutableArray<MetricEdge> Edges { get; init; } =
    [
        new(Metric.GpuUtilization, 5), new(Metric.GpuUtilization, 30), new(Metric.GpuUtilization, 70),
        new(Metric.CpuUtilization, 10), new(Metric.CpuUtilization, 90), new(Metric.MemoryUtilization, 90),
        new(Metric.IoWait, 50), new(Metric.LoaderWait, 30), new(Metric.GpuThrottle, 10),
    ];

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MinSupport, 1, nameof(MinSupport));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Window, TimeSpan.Zero, nameof(Window));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxLength, 1, nameof(MaxLength));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxLength, 8, nameof(MaxLength));
        ArgumentOutOfRangeException.ThrowIfLessThan(MinConfidence, 0, nameof(MinConfidence));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MinConfidence, 1, nameof(MinConfidence));
        ArgumentOutOfRangeException.ThrowIfLessThan(MinLift, 1, nameof(MinLift));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(FalseDiscoveryRate, 0, nameof(FalseDiscoveryRate));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(FalseDiscoveryRate, 1, nameof(FalseDiscoveryRate));
        ArgumentOutOfRangeException.ThrowIfLessThan(MinUsers, 1, nameof(MinUsers));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(FirstPart, 0, nameof(FirstPart));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(FirstPart, 1, nameof(FirstPart));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxCandidates, 1, nameof(MaxCandidates));
    }
}
