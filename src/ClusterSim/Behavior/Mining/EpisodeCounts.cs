namespace ClusterSim.Behavior.Mining;

/// <summary>How often an episode and an outcome come together, in jobs.</summary>
/// <param name="Both">Jobs with the episode, and the outcome after it.</param>
/// <param name="Episode">Jobs with the episode.</param>
/// <param name="Outcome">Jobs with the outcome.</param>
/// <param name="Jobs">All jobs.</param>
public readonly record struct EpisodeCounts(int Both, int Episode, int Outcome, int Jobs)
{
    /// <summary>Share of the jobs with the episode that had the outcome; 0 without any.</summary>
    public double Confidence => Episode == 0 ? 0 : (double)Both / Episode;

    /// <summary>Share of the jobs with the outcome that had the episode before; 0 without any.</summary>
    public double Recall => Outcome == 0 ? 0 : (double)Both / Outcome;

    /// <summary>Share of all jobs with the outcome; 0 without any.</summary>
    public double BaseRate => Jobs == 0 ? 0 : (double)Outcome / Jobs;

    /// <summary>Confidence over the base rate; 0 when either is.</summary>
    public double Lift => BaseRate == 0 ? 0 : Confidence / BaseRate;
}
