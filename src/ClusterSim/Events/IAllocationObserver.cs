using ClusterSim.Time;

namespace ClusterSim.Events;

/// <summary>
/// An observer that also wants every finished allocation: which job held what on which node from when to when.
/// </summary>
public interface IAllocationObserver : IEventObserver
{
    /// <summary>
    /// Called when a slice of a placement is given up, in order of its end; zero-length ones are left out.
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
