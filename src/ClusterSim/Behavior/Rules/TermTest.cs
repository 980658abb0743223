namespace ClusterSim.Behavior.Rules;

/// <summary>What a term tests besides the signal of an event.</summary>
internal enum TermTest
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Utilization fell below the limit.</summary>
    Below,

    /// <summary>Utilization rose to the limit or above.</summary>
    Above,

    /// <summary>The job had run no longer than the limit since its last start.</summary>
    Within,
}
