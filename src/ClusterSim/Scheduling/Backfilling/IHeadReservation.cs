using ClusterSim.Scheduling.Orders;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Backfilling;

/// <summary>
/// The reservation of the blocked head of the queue: when it can start at the latest, and what may start before without
/// delaying it.
/// </summary>
internal interface IHeadReservation
{
    /// <summary>A pass begins: what was found in the last one holds no longer.</summary>
    void BeginPass();

    /// <summary>Works out when the head can start if the running jobs end as estimated.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="running">The running jobs by estimated end.</param>
    /// <param name="head">What the head needs.</param>
    /// <param name="earliest">
    /// It cannot start before, whatever is free; the moment of the pass when it is only nodes that it waits for.
    /// </param>
    /// <returns>The shadow time; <see cref="SimTime.Never"/> when no estimate tells.</returns>
    SimTime Reserve(SchedulingPass pass, RunningEnds running, Demand head, SimTime earliest);

    /// <summary>Whether a job of the shape fits now.</summary>
    bool Fits(SchedulingPass pass, Shape shape);

    /// <summary>
    /// Where a job of the shape would run: the very placement that was tried against the reservation.
    /// </summary>
    Placement? Find(SchedulingPass pass, Shape shape);

    /// <summary>
    /// Whether the head can still start at the shadow time if a job of the shape starts now and runs past it.
    /// </summary>
    bool LeavesRoom(SchedulingPass pass, Shape shape);

    /// <summary>
    /// A job started now; <paramref name="runsPast"/> tells whether it still runs at the shadow time.
    /// </summary>
    void Started(Demand demand, Placement placement, bool runsPast);
}
