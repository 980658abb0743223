using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Workloads;

namespace ClusterSim.Engine;

/// <summary>Which level of each metric of a running job is in force, and which level comes next.</summary>
/// <param name="jobs">Number of jobs; 0 when none has metrics.</param>
internal sealed class MetricLevels(int jobs)
{
    private readonly int[] _next = new int[jobs];
    private readonly int[]?[] _inForce = new int[]?[jobs];
    private readonly Stack<int[]> _spare = [];

    /// <summary>Begins at some progress.</summary>
    public void Begin(int job, ImmutableArray<MetricLevel> levels, TimeSpan done)
    {
        int[] inForce = _spare.TryPop(out int[]? spare) ? spare : new int[MetricNames.All.Length];
        Array.Fill(inForce, -1);
        _inForce[job] = inForce;
        _next[job] = 0;
        Advance(job, levels, done);
    }

    /// <summary>Ends; what is in force is forgotten.</summary>
    public void End(int job)
    {
        if (_inForce.Length > 0 && _inForce[job] is { } inForce)
        {
            _spare.Push(inForce);
            _inForce[job] = null;
        }
    }

    /// <summary>For each metric the index of its level in force; -1 when it has none yet.</summary>
    public ReadOnlySpan<int> InForce(int job) => _inForce[job];

    /// <summary>The progress at which the next level begins; <c>null</c> when none is left.</summary>
    public TimeSpan? NextStart(int job, ImmutableArray<MetricLevel> levels) =>
        _next[job] < levels.Length ? levels[_next[job]].Start : null;

    /// <summary>Goes on to some progress.</summary>
    /// <returns>The levels that have begun since.</returns>
    public ReadOnlySpan<MetricLevel> Advance(int job, ImmutableArray<MetricLevel> levels, TimeSpan done)
    {
        int first = _next[job];
        int next = first;
        for (; next < levels.Length && levels[next].Start <= done; next++)
        {
            _inForce[job]![(int)levels[next].Metric] = next;
        }

        _next[job] = next;
        return levels.AsSpan()[first..next];
    }
}
