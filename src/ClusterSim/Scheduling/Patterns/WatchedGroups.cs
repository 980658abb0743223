using ClusterSim.Time;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Groups of jobs (of a user, or of a user and application) whose further jobs an action looks at until a moment.
/// </summary>
internal sealed class WatchedGroups
{
    private readonly Dictionary<int, (SimTime Until, Advice Advice)> _groups = [];

    public bool IsEmpty => _groups.Count == 0;

    /// <summary>Begins or prolongs the watch over a group.</summary>
    public void Watch(int group, SimTime until, Advice advice) => _groups[group] = (until, advice);

    /// <summary>The advice under which a group is watched now; <c>null</c> when it is not.</summary>
    public (SimTime Until, Advice Advice)? Find(int group, SimTime now)
    {
        if (!_groups.TryGetValue(group, out (SimTime Until, Advice Advice) found))
        {
            return null;
        }

        if (found.Until > now)
        {
            return found;
        }

        _groups.Remove(group);
        return null;
    }
}
