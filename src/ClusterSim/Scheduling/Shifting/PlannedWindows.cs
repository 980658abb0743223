using System.Collections.Immutable;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Shifting;

/// <summary>A job runs in windows of time; from the begin of the last one on it is not stopped any more.</summary>
/// <param name="Windows">The windows in order of time, apart from each other; at least one.</param>
internal sealed record PlannedWindows(ImmutableArray<(SimTime Start, SimTime End)> Windows) : IShiftDecision
{
    public (bool Runs, SimTime Until) At(SimTime now, TimeSpan delayLeft)
    {
        for (int i = 0; i < Windows.Length - 1; i++)
        {
            if (now < Windows[i].Start)
            {
                return (false, Windows[i].Start);
            }

            if (now < Windows[i].End)
            {
                return (true, Windows[i].End);
            }
        }

        return now < Windows[^1].Start ? (false, Windows[^1].Start) : (true, SimTime.Never);
    }
}
