using System.Collections.Immutable;

namespace ClusterSim.Scheduling.Policies;

/// <summary>An entry of the <see cref="PolicyCatalog"/>.</summary>
public sealed class PolicyDescription
{
    private readonly Func<OptionValues, ISchedulingPolicy?> _make;

    internal PolicyDescription(
        string name, string summary, PolicyMaturity maturity, bool usesWalltimes, ImmutableArray<PolicyOption> options,
        Func<OptionValues, ISchedulingPolicy?> make)
    {
        (Name, Summary, Maturity, UsesWalltimes, Options) = (name, summary, maturity, usesWalltimes, options);
        (_make, Peers) = (make, PeerMatches.Of(name));
    }

    /// <summary>Name, e.g. <c>easy</c>.</summary>
    public string Name { get; }

    /// <summary>What the policy does, in one line.</summary>
    public string Summary { get; }

    /// <summary>How close it is to what was published.</summary>
    public PolicyMaturity Maturity { get; }

    /// <summary>Whether it decides by walltimes; under such a policy jobs without a walltime come off badly.</summary>
    public bool UsesWalltimes { get; }

    /// <summary>Its options.</summary>
    public ImmutableArray<PolicyOption> Options { get; }

    /// <summary>
    /// The other simulators whose schedules it equals job by job with its defaults, each with the name of the policy
    /// there.
    /// </summary>
    /// <value>Default empty: it was compared with none, or equals none.</value>
    public ImmutableArray<string> Peers { get; internal init; }

    /// <summary>
    /// Whether it lets jobs share GPUs or take turns on them, and so needs <see cref="Workloads.JobSignature"/>s.
    /// </summary>
    /// <value>Default <c>false</c>.</value>
    public bool SharesGpus { get; internal init; }

    /// <summary>What it needs of every job that most traces lack; a run without it ends with a message.</summary>
    /// <value>Default empty: nothing.</value>
    public string Needs { get; internal init; } = "";

    /// <summary>Whether options named <c>base.</c> go to a policy that it wraps.</summary>
    internal bool PassesOptionsOn { get; init; }

    /// <summary>Whether it decides by walltimes when these options are set.</summary>
    internal bool UsesWalltimesWith(IReadOnlyDictionary<string, string> options) =>
        UsesWalltimes || options.GetValueOrDefault("backfill") is "easy" or "conservative";

    /// <summary>Makes the policy for one run.</summary>
    /// <param name="options">Values of options by name; <c>null</c> or missing ones take their default.</param>
    /// <exception cref="PolicyException">
    /// An option is unknown or its value is not understood; the message names all.
    /// </exception>
    public ISchedulingPolicy Create(IReadOnlyDictionary<string, string>? options = null)
    {
        OptionValues values = new(this, options ?? ImmutableDictionary<string, string>.Empty);
        ISchedulingPolicy? policy = _make(values);
        values.ThrowIfBad();
        return policy!;
    }

    /// <summary>Name and summary.</summary>
    public override string ToString() => $"{Name}: {Summary}";
}
