using ClusterSim.Time;

namespace ClusterSim.Scheduling.Backfilling;

/// <summary>
/// Something besides nodes that jobs use up when they start, and that grows with time: the blocked head of the queue
/// saves for it.
/// </summary>
internal interface IStartBudget
{
    /// <summary>Whether there is enough for a job now.</summary>
    bool Covers(int job);

    /// <summary>
    /// When there is enough for a job if nothing else starts, no earlier than <paramref name="from"/>; <see
    /// cref="SimTime.Never"/> when there never is.
    /// </summary>
    SimTime EarliestFor(int job, SimTime from);

    /// <summary>Keeps what the head needs, until the next pass.</summary>
    /// <param name="head">The head of the queue.</param>
    /// <param name="nodesFree">When its nodes are free; <see cref="SimTime.Never"/> when nothing tells.</param>
    /// <returns>When it can start: its nodes are free and there is enough for it.</returns>
    SimTime Keep(int head, SimTime nodesFree);

    /// <summary>
    /// The longest walltime for which there is enough now beside what is kept; <see cref="TimeSpan.MaxValue"/> for any,
    /// negative for none.
    /// </summary>
    TimeSpan Longest(Demand demand);

    /// <summary>A job started: it takes what it needs.</summary>
    void Take(int job);
}
