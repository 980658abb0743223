using ClusterSim.Time;

namespace ClusterSim.Scheduling.Shifting;

/// <summary>A job waits for one moment and then runs to its end.</summary>
/// <param name="Start">The moment.</param>
internal sealed record PlannedStart(SimTime Start) : IShiftDecision
{
    public (bool Runs, SimTime Until) At(SimTime now, TimeSpan delayLeft) =>
        now >= Start ? (true, SimTime.Never) : (false, Start);
}
