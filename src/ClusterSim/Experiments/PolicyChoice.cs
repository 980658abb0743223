using System.Collections.Immutable;

namespace ClusterSim.Experiments;

/// <summary>One value of the policy axis: a policy of the catalogue with its options.</summary>
public sealed record PolicyChoice
{
    /// <summary>Name in folder names and reports; unique on its axis.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the policy in the catalogue.</summary>
    public required string Policy { get; init; }

    /// <summary>Options that differ from the policy's defaults.</summary>
    /// <value>Default empty.</value>
    public ImmutableSortedDictionary<string, string> Set { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
