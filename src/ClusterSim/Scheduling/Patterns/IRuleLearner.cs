namespace ClusterSim.Scheduling.Patterns;

/// <summary>Learns from outcomes whether a rule is worth acting upon.</summary>
internal interface IRuleLearner
{
    /// <summary>Whether the rule is left alone, as things stand.</summary>
    bool Stopped { get; }

    /// <summary>Decides about one recommendation.</summary>
    bool Decide();

    /// <summary>Takes in what an application brought.</summary>
    /// <param name="benefit">Obtained per promised, from -1 to 1; 0 is what leaving the job alone brings.</param>
    void Learn(double benefit);
}
