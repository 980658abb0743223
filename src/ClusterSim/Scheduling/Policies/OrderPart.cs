using System.Collections.Immutable;
using ClusterSim.Scheduling.Orders;

namespace ClusterSim.Scheduling.Policies;

/// <summary>An order that policies are composed of.</summary>
/// <param name="Name">Name in experiment files, e.g. <c>sjf</c>.</param>
/// <param name="Summary">Who goes first, in a few words.</param>
/// <param name="UsesWalltimes">Whether keys are made of walltimes.</param>
/// <param name="Options">Options of the order.</param>
/// <param name="Make">Makes it from the values of its options; what is wrong with these is noted there.</param>
internal sealed record OrderPart(
    string Name, string Summary, bool UsesWalltimes, ImmutableArray<PolicyOption> Options,
    Func<OptionValues, IJobOrder> Make)
{
    /// <summary>What it needs of every job that most traces do not have.</summary>
    public string Needs { get; init; } = "";
}
