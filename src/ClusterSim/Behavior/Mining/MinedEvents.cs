using System.Runtime.InteropServices;
using ClusterSim.Time;

namespace ClusterSim.Behavior.Mining;

/// <summary>All events that say something, in order and in flat arrays; one event is one point.</summary>
internal sealed class MinedEvents
{
    private readonly List<long> _ticks = [];
    private readonly List<int> _job = [], _node = [], _setStart = [0], _symbols = [];

    /// <summary>Points so far.</summary>
    public int Count => _ticks.Count;

    /// <summary>The jobs by number.</summary>
    public List<MinedJob> Jobs { get; } = [];

    public void Add(SimTime time, MinedJob? job, int node, List<int> symbols)
    {
        _ticks.Add(time.Ticks);
        _job.Add(job?.Number ?? -1);
        _node.Add(node);
        _symbols.AddRange(symbols);
        _setStart.Add(_symbols.Count);
    }

    public long TicksOf(int point) => _ticks[point];

    public ReadOnlySpan<int> SymbolsOf(int point) =>
        CollectionsMarshal.AsSpan(_symbols)[_setStart[point].._setStart[point + 1]];

    /// <summary>The points of each key in order: of each job, user or node.</summary>
    public PointIndex IndexBy(MiningKey key)
    {
        Dictionary<string, int> users = [];
        int[] userOf = [.. Jobs.Select(job => job.User.Length == 0 ? -1 : NumberOf(job.User, users))];
        int KeyOfJob(int job) => key switch
        {
            MiningKey.Job => job,
            MiningKey.User => userOf[job],
            _ => Jobs[job].Node,
        };
        int KeyOfPoint(int point) =>
            key == MiningKey.Node ? _node[point] : _job[point] < 0 ? -1 : KeyOfJob(_job[point]);
        return new PointIndex(Count, KeyOfPoint, [.. Enumerable.Range(0, Jobs.Count).Select(KeyOfJob)]);
    }

    private static int NumberOf(string user, Dictionary<string, int> users)
    {
        users.TryAdd(user, users.Count);
        return users[user];
    }
}
