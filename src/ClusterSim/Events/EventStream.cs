using ClusterSim.Time;

namespace ClusterSim.Events;

/// <summary>Hands every event of a run, in order, to all who observe it.</summary>
internal sealed class EventStream(IReadOnlyList<IEventObserver> observers)
{
    private readonly IEventObserver[] _observers = [.. observers];
    private readonly IAllocationObserver[] _allocationObservers = [.. observers.OfType<IAllocationObserver>()];

    /// <summary>Number of events so far.</summary>
    public long Count { get; private set; }

    /// <summary>Whether anybody looks: events that only observers need are not made otherwise.</summary>
    public bool HasObservers => _observers.Length > 0;

    /// <summary>Whether anybody wants allocations.</summary>
    public bool HasAllocationObservers => _allocationObservers.Length > 0;

    public void Emit(in SimulationEvent happened)
    {
        Count++;
        foreach (IEventObserver observer in _observers)
        {
            observer.Observe(happened);
        }
    }

    public void Take(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start)
    {
        foreach (IAllocationObserver observer in _allocationObservers)
        {
            observer.Taken(job, node, gpuMilli, cpuMilli, gpuMask, start);
        }
    }

    public void Release(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start, SimTime end)
    {
        foreach (IAllocationObserver observer in _allocationObservers)
        {
            observer.Released(job, node, gpuMilli, cpuMilli, gpuMask, start, end);
        }
    }
}
