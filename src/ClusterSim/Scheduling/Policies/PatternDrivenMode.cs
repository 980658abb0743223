namespace ClusterSim.Scheduling.Policies;

/// <summary>What a pattern-driven policy does with recommendations.</summary>
public enum PatternDrivenMode
{
    /// <summary>Counts them and changes nothing: the base policy decides as if it were alone.</summary>
    Advise,

    /// <summary>Carries them out before the base policy schedules.</summary>
    Act,
}
