using ClusterSim.Time;

namespace ClusterSim.Scheduling.Shifting;

/// <summary>When one job may run.</summary>
internal interface IShiftDecision
{
    /// <summary>Whether the job may run now, and until when that holds.</summary>
    /// <param name="now">The moment of the pass.</param>
    /// <param name="delayLeft">How much longer the job may be delayed; more than zero.</param>
    (bool Runs, SimTime Until) At(SimTime now, TimeSpan delayLeft);
}
