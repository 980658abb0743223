namespace ClusterSim.Scheduling.Shifting;

/// <summary>Decides when a job may run, from what is known of a signal when the job comes.</summary>
internal interface IShiftRule
{
    /// <summary>Whether jobs are stopped again when the signal is bad.</summary>
    bool Interrupts { get; }

    /// <summary>What is decided for a job that has just come.</summary>
    IShiftDecision Decide(in ShiftRequest request);
}
