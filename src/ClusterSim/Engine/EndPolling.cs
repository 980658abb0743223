using ClusterSim.Time;

namespace ClusterSim.Engine;

/// <summary>
/// How a simulator that goes by ticks sees the ends of jobs: at the first tick that lies one lag or more behind the
/// true end. Until then the job holds its resources, but only the time of its work is counted in GPU-seconds.
/// </summary>
/// <param name="Interval">Length of a tick; greater than zero.</param>
/// <param name="Lag">How long before a tick a job must have ended to be seen there.</param>
public readonly record struct EndPolling(TimeSpan Interval, TimeSpan Lag)
{
    // Each change of rate rounds a job's end up to a tick of the clock, which must not cost it a tick of the poll.
    private const long RoundingTicks = 100;

    /// <summary>When an end is seen.</summary>
    /// <param name="end">The true end.</param>
    public SimTime SeenAt(SimTime end)
    {
        long ticks = end.Ticks + Lag.Ticks;
        long past = ticks % Interval.Ticks;
        return new SimTime(ticks - past + (past <= RoundingTicks ? 0 : Interval.Ticks));
    }
}
