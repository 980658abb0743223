using ClusterSim.Engine;
using ClusterSim.Randomness;
using ClusterSim.Time;

namespace ClusterSim.Benchmarks.Loads;

/// <summary>
/// The hold model: a constant number of pending events, each of which, when it comes, schedules one more after an
/// exponential delay. The delays come from a table, so that drawing them costs both queues the same and little.
/// </summary>
internal sealed class HoldModel
{
    private const int TableSize = 1 << 16;

    private readonly double[] _seconds = new double[TableSize];
    private readonly TimeSpan[] _delays = new TimeSpan[TableSize];
    private readonly int _pending;
    private readonly PriorityQueue<int, double> _bare = new();
    private readonly EventQueue _kernel = new();

    public HoldModel(int pending)
    {
        _pending = pending;
        RandomStream random = new(1, "hold-model");
        for (int i = 0; i < TableSize; i++)
        {
            _delays[i] = SimTime.Length(-Math.Log(1 - random.NextDouble()) * 1_000);
            _seconds[i] = _delays[i].TotalSeconds;
        }

        for (int i = 0; i < pending; i++)
        {
            _bare.Enqueue(i, _seconds[i & (TableSize - 1)]);
            _kernel.Schedule(SimTime.Zero + _delays[i & (TableSize - 1)], EventPhase.End, 0, i);
        }
    }

    /// <summary>The baseline: no order among ties, no phases, no cancelling.</summary>
    public long Bare(int events)
    {
        long sum = 0;
        for (int i = _pending; i < _pending + events; i++)
        {
            _bare.TryDequeue(out int subject, out double time);
            sum += subject;
            _bare.Enqueue(i, time + _seconds[i & (TableSize - 1)]);
        }

        return sum;
    }

    /// <summary>The kernel with its total order, phases and handles.</summary>
    public long Kernel(int events)
    {
        long sum = 0;
        for (int i = _pending; i < _pending + events; i++)
        {
            QueuedEvent next = _kernel.Pop();
            sum += next.Subject;
            _kernel.Schedule(next.Time + _delays[i & (TableSize - 1)], EventPhase.End, 0, i);
        }

        return sum;
    }
}
