namespace ClusterSim.Scheduling.Shifting;

/// <summary>Where the expected length of a job comes from.</summary>
internal enum LengthSource
{
    /// <summary>Its walltime; without one as learned.</summary>
    Walltime,

    /// <summary>The mean of the short or long jobs that have ended so far.</summary>
    Learned,

    /// <summary>One length for short and one for long jobs.</summary>
    Given,
}
