using ClusterSim.Time;

namespace ClusterSim.Scheduling.Shifting;

/// <summary>A job runs while a signal is below a level.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="Level">The level.</param>
internal sealed record BelowLevel(SignalView Signal, double Level) : IShiftDecision
{
    public (bool Runs, SimTime Until) At(SimTime now, TimeSpan delayLeft)
    {
        SimTime next = Signal.StepStart + Signal.Step;
        return Signal.Now < Level ? (true, next) : (false, SimTime.Min(next, now + delayLeft));
    }
}
