using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>How often each node fell asleep today; days are of simulated time.</summary>
internal sealed class SleepCycles(int nodes, int? most)
{
    private readonly int[] _count = new int[nodes];
    private readonly long[] _day = new long[nodes];

    /// <summary>Whether a node may fall asleep once more today.</summary>
    public bool MaySleep(int node, SimTime now) =>
        most is not { } limit || _day[node] != DayOf(now) || _count[node] < limit;

    /// <summary>A node falls asleep.</summary>
    public void Count(int node, SimTime now)
    {
        _count[node] = _day[node] == DayOf(now) ? _count[node] + 1 : 1;
        _day[node] = DayOf(now);
    }

    private static long DayOf(SimTime now) => now.Ticks / TimeSpan.TicksPerDay;
}
