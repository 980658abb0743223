using ClusterSim.Time;

namespace ClusterSim.Events;

/// <summary>
/// An observer that also wants every allocation: which job holds what on which node from when to when.
/// </summary>
public interface IAllocationObserver : IEventObserver
{
    /// <summary>Called when a slice of a placement is taken, in order of time; the default does nothing.</summary>
    /// <param name="job">Index of the job.</param>
    /// <param name="node">Index of the node.</param>
    /// <param name="gpuMilli">GPU share held there, in 1/1000 GPU.</param>
    /// <param name="cpuMilli">CPU held there, in 1/1000 core.</param>
    /// <param name="gpuMask">The GPUs, one bit each; 0 when none or when the node is a pool.</param>
    /// <param name="start">When it is taken.</param>
    void Taken(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start)
    {
    }

    /// <summary>
    /// Called when a slice of a placement is given up, in order of its end: once for each <see cref="Taken"/>, with the
    /// same values. What still runs when the run stops is given up then.
    /// </summary>
    /// <param name="job">Index of the job.</param>
    /// <param name="node">Index of the node.</param>
    /// <param name="gpuMilli">GPU share held there, in 1/1000 GPU.</param>
    /// <param name="cpuMilli">CPU held there, in 1/1000 core.</param>
    /// <param name="gpuMask">The GPUs, one bit each; 0 when none or when the node is a pool.</param>
    /// <param name="start">When it was taken.</param>
    /// <param name="end">When it was given up.</param>
    void Released(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start, SimTime end);
}
