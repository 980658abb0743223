using ClusterSim.Time;

namespace ClusterSim.Scheduling.Preemption;

/// <summary>
/// When the keys of jobs change by the mere passing of time. A newer entry of a job replaces its older ones.
/// </summary>
internal sealed class KeyChanges(int jobCount)
{
    private readonly PriorityQueue<(int Job, int Version), (SimTime Time, int Job)> _changes = new();
    private readonly int[] _version = new int[jobCount];

    /// <summary>The next change; <see cref="SimTime.Never"/> when there is none.</summary>
    public SimTime Next
    {
        get
        {
            while (_changes.TryPeek(out var entry, out var at))
            {
                if (_version[entry.Job] == entry.Version)
                {
                    return at.Time;
                }

                _changes.Dequeue();
            }

            return SimTime.Never;
        }
    }

    public void Set(int job, SimTime time)
    {
        int version = ++_version[job];
        if (!time.IsNever)
        {
            _changes.Enqueue((job, version), (time, job));
        }
    }

    public void Forget(int job) => _version[job]++;

    /// <summary>
    /// Takes out the next job whose key changes at or before <paramref name="now"/>; -1 when there is none.
    /// </summary>
    public int TakeDue(SimTime now) => Next <= now ? _changes.Dequeue().Job : -1;
}
