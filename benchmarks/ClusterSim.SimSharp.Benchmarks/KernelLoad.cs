using ClusterSim.Engine;
using ClusterSim.Randomness;
using ClusterSim.Time;

namespace ClusterSim.SimSharp.Benchmarks;

/// <summary>
/// Loads for a kernel with a constant number of pending events. The delays are exponential and come from a table.
/// </summary>
internal sealed class KernelLoad
{
    private const int TableSize = 1 << 16;

    private readonly TimeSpan[] _delays = new TimeSpan[TableSize];
    private readonly EventHandle[] _handles;
    private readonly IEventQueue _queue;
    private SimTime _now;

    public KernelLoad(IEventQueue queue, int pending)
    {
        RandomStream random = new(1, "kernel-load");
        for (int i = 0; i < TableSize; i++)
        {
            _delays[i] = SimTime.Length(-Math.Log(1 - random.NextDouble()) * 1_000);
        }

        _queue = queue;
        _handles = new EventHandle[pending];
        for (int i = 0; i < pending; i++)
        {
            _handles[i] = queue.Schedule(SimTime.Zero + DelayOf(i), EventPhase.End, 0, i);
        }
    }

    /// <summary>Each event that comes schedules one more.</summary>
    public void Hold(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            QueuedEvent next = _queue.Pop();
            _now = next.Time;
            _handles[next.Subject] = _queue.Schedule(_now + DelayOf(i), EventPhase.End, 0, next.Subject);
        }
    }

    /// <summary>One after the other is cancelled and scheduled anew.</summary>
    public void Cancel(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            int subject = (int)(i * 7919L % _handles.Length);
            _queue.Cancel(_handles[subject]);
            _handles[subject] = _queue.Schedule(_now + DelayOf(i), EventPhase.End, 0, subject);
        }
    }

    /// <summary>One after the other is moved to another time.</summary>
    public void Move(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            _queue.Reschedule(_handles[(int)(i * 7919L % _handles.Length)], _now + DelayOf(i));
        }
    }

    private TimeSpan DelayOf(int i) => _delays[i & (TableSize - 1)];
}
