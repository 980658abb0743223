namespace ClusterSim.Scheduling.Policies;

/// <summary>
/// Which arithmetic a policy uses whose authors published a simulator that departs from what their paper says.
/// </summary>
public enum PolicyVariant
{
    /// <summary>That of the paper.</summary>
    Corrected,

    /// <summary>That of the published simulator, known defects included: to compare with published numbers.</summary>
    Artefact,
}
