using System.Collections.Immutable;

namespace ClusterSim.Behavior;

/// <summary>
/// Somebody who acts on rules and keeps book of what that brings; the engine copies the book into the result.
/// </summary>
public interface IRuleLedger
{
    /// <summary>One entry for each rule that hit, in order of the rule's identifier.</summary>
    ImmutableArray<RuleLedgerEntry> Ledger { get; }
}
