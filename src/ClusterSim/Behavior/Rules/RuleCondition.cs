using System.Collections.Immutable;

namespace ClusterSim.Behavior.Rules;

/// <summary>A list <c>where</c>: comparisons that must all hold. Equal lists are equal conditions.</summary>
internal sealed class RuleCondition(ImmutableArray<FactTest> tests) : IEquatable<RuleCondition>
{
    public ImmutableArray<FactTest> Tests => tests;

    public bool Equals(RuleCondition? other) => other is not null && tests.SequenceEqual(other.Tests);

    public override bool Equals(object? obj) => Equals(obj as RuleCondition);

    // Conditions are compared when rules are read, never kept in a hash table of many.
    public override int GetHashCode() => tests.Length;
}
