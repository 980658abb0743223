using ClusterSim.Time;

namespace ClusterSim.Scheduling;

/// <summary>The engine's side of a plan: validates each verb and books it at once, or says why not.</summary>
internal interface IPlanExecutor
{
    RefusalReason Start(int job, Placement placement);

    RefusalReason Share(int job, Placement placement, bool yields);

    RefusalReason Preempt(int job);

    RefusalReason Restart(int job);

    RefusalReason Migrate(int job, Placement placement);

    RefusalReason Resize(int job, Placement placement);

    RefusalReason Reclaim(int job);

    RefusalReason Reject(int job);

    RefusalReason SetPriority(int job, int priority);

    RefusalReason SetBatch(int job, int? batchSize);

    RefusalReason SetPower(int node, NodePower power);

    RefusalReason CapPower(int job, double? wattsPerGpu);

    RefusalReason SetFrequency(int job, int? permille);

    RefusalReason WakeAt(SimTime time);
}
