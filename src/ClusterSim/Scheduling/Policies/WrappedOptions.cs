using System.Collections.Immutable;

namespace ClusterSim.Scheduling.Policies;

/// <summary>The options of a policy around another one, as they are recorded with a result.</summary>
internal static class WrappedOptions
{
    /// <summary>Those of the wrapped policy, its name, and the wrapper's own.</summary>
    public static ImmutableSortedDictionary<string, string> Of(
        ISchedulingPolicy basePolicy, IReadOnlyDictionary<string, string> own) =>
        basePolicy.Options.ToImmutableSortedDictionary(o => $"base.{o.Key}", o => o.Value, StringComparer.Ordinal)
            .SetItem("base", basePolicy.Name)
            .SetItems(own);
}
