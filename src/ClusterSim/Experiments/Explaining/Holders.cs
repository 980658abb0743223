using System.Collections.Immutable;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Explaining;

/// <summary>Sums up who held what a job could have used while it waited.</summary>
internal sealed class Holders(Workload workload, WaitSpans waits)
{
    private const double MilliTicksPerHour = 1000.0 * TimeSpan.TicksPerHour;

    private readonly Dictionary<int, double> _held = [];

    /// <summary>Somebody gave up what it had held on a node that the job accepts.</summary>
    public void Add(int holder, long milli, SimTime start, SimTime end)
    {
        TimeSpan meanwhile = waits.Within(start, end);
        if (meanwhile > TimeSpan.Zero)
        {
            _held[holder] = _held.GetValueOrDefault(holder) + (milli * (double)meanwhile.Ticks);
        }
    }

    /// <summary>The jobs that held most, largest first.</summary>
    public ImmutableArray<HeldShare> Jobs(int most) => Largest(job => workload.Jobs[job].Id, most);

    /// <summary>The users that held most, largest first; jobs without a user are left out.</summary>
    public ImmutableArray<HeldShare> Users(int most) => Largest(job => workload.Jobs[job].Request.User, most);

    private ImmutableArray<HeldShare> Largest(Func<int, string> nameOf, int most)
    {
        double all = _held.Values.Sum();
        return
        [
            .. _held.GroupBy(held => nameOf(held.Key), held => held.Value, StringComparer.Ordinal)
                .Where(group => group.Key.Length > 0)
                .Select(group => new HeldShare(group.Key, group.Sum() / MilliTicksPerHour, group.Sum() / all))
                .OrderByDescending(share => share.Hours).ThenBy(share => share.Holder, StringComparer.Ordinal)
                .Take(most),
        ];
    }
}
