namespace ClusterSim.Signals;

/// <summary>What the values of a signal mean. The kinds are never mixed: accounting demands the first.</summary>
public enum SignalKind
{
    /// <summary>
    /// Average carbon intensity of the electricity that a place consumes: what accounts of emissions are made with
    /// (GHG Protocol, scope 2, location-based).
    /// </summary>
    Average,

    /// <summary>
    /// Marginal carbon intensity: what one further kilowatt-hour would emit. For decisions only; sums of it are no
    /// account of emissions.
    /// </summary>
    Marginal,

    /// <summary>Price of electricity.</summary>
    Price,
}
