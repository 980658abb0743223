using ClusterSim.Time;

namespace ClusterSim.Scheduling.Backfilling;

/// <summary>
/// What is promised to whom from when to when, running jobs included; finds the first gap for another job.
/// </summary>
internal interface IAvailability
{
    /// <summary>Forgets all promises and takes what is free and what runs now as the whole cluster.</summary>
    void Reset(SchedulingView view);

    /// <summary>The first gap from now on that hosts a demand for a whole length of time.</summary>
    /// <param name="demand">What is needed.</param>
    /// <param name="length">For how long; <see cref="TimeSpan.MaxValue"/> for ever.</param>
    /// <param name="now">Gaps begin no earlier.</param>
    /// <param name="before">Gaps that begin at this time or later are of no interest.</param>
    /// <returns>
    /// Its begin, <see cref="SimTime.Never"/> when there is none, and where the job would run if that matters.
    /// </returns>
    (SimTime Start, Placement? Placement) FindGap(Demand demand, TimeSpan length, SimTime now, SimTime before);

    /// <summary>
    /// Moves a promise to the first gap there is when the job itself is out of the way, if that is earlier.
    /// </summary>
    /// <returns>The promise that the job has now.</returns>
    (SimTime Start, Placement? Placement) Improve(
        int job, Demand demand, TimeSpan length, SimTime now, (SimTime Start, Placement? Placement) promise);

    /// <summary>
    /// For how long from now on a demand is hosted beside all promises; zero when it is not.
    /// </summary>
    TimeSpan RoomFromNow(Demand demand, SimTime now);

    /// <summary>
    /// How many promises, those that begin first, are compressed when a job ends early; the others only ever move to
    /// now.
    /// </summary>
    int Compressed { get; }

    /// <summary>Promises resources to a job.</summary>
    void Hold(int job, Demand demand, Placement? placement, SimTime start, SimTime end);

    /// <summary>Takes a promise back.</summary>
    void Release(int job);
}
