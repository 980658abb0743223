namespace ClusterSim.Scheduling.Peers.Gavel;

/// <summary>A job in a round of Gavel's simulator.</summary>
/// <param name="Job">The job.</param>
/// <param name="Type">The GPU type.</param>
/// <param name="Steps">The steps that it does in this round.</param>
/// <param name="Finish">When they are done, in seconds.</param>
internal readonly record struct GavelSlot(GavelJob Job, int Type, long Steps, double Finish)
{
    /// <summary>Whether the job ends with these steps.</summary>
    public bool IsLast => Steps == Job.StepsLeft;
}
