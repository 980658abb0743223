namespace ClusterSim.Events;

/// <summary>Sees every event of a run in order, as it happens. Observers must not hold up or change the run.</summary>
public interface IEventObserver
{
    /// <summary>Called once for each event, in the order of the run.</summary>
    void Observe(in SimulationEvent happened);
}
