using System.Collections.Immutable;

namespace ClusterSim.Workloads.Injection;

/// <summary>All behaviours that can be injected.</summary>
public static class InjectedBehaviors
{
    /// <summary>The behaviours: the wasteful ones first.</summary>
    public static ImmutableArray<InjectedBehavior> All { get; } =
    [
        .. IdleBehaviors.All, .. BottleneckBehaviors.All, .. RequestBehaviors.All, .. DeviceBehaviors.All,
        .. EpisodeBehaviors.All, .. Confounders.All,
    ];

    /// <summary>The behaviour of a name; <c>null</c> when there is none of that name.</summary>
    /// <param name="name">Name, e.g. <c>idle-tail</c>.</param>
    public static InjectedBehavior? Find(string name) => All.FirstOrDefault(known => known.Name == name);

    /// <summary>Every behaviour with the same share.</summary>
    /// <param name="share">The share of each, 0 to 1.</param>
    public static ImmutableArray<BehaviorShare> Evenly(double share) =>
        [.. All.Select(behavior => new BehaviorShare(behavior.Name, share))];
}
