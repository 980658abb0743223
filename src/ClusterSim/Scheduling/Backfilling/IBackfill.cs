namespace ClusterSim.Scheduling.Backfilling;

/// <summary>Decides in each pass which of the waiting jobs start.</summary>
internal interface IBackfill
{
    /// <summary>Whether the queue must answer for the first job with a short enough walltime.</summary>
    bool TracksWalltimes { get; }

    /// <summary>Called once before the first pass.</summary>
    void Begin(SchedulingPass pass);

    /// <summary>Starts what can start now.</summary>
    void Run(SchedulingPass pass);
}
