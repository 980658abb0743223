using ClusterSim.Behavior.Matching;

namespace ClusterSim.Behavior;

/// <summary>The matcher of one rule for one value of its correlation.</summary>
internal sealed class WatchedKey(RuleWatch watch, long key, IMatcher<SeenEvent> matcher)
{
    public RuleWatch Watch => watch;

    public long Key => key;

    public IMatcher<SeenEvent> Matcher => matcher;

    /// <summary>
    /// When the monitor will look at it next, in ticks; <see cref="long.MaxValue"/> when it is not queued.
    /// </summary>
    public long Queued { get; set; } = long.MaxValue;

    /// <summary>Whether its job has ended, so that it goes as soon as no match waits for a verdict.</summary>
    public bool Ended { get; set; }
}
