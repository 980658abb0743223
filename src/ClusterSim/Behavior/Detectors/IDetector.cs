using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Behavior.Detectors;

/// <summary>One detector at work in one run.</summary>
internal interface IDetector
{
    /// <summary>When time alone makes the next test fall due; never when nothing is being watched.</summary>
    SimTime NextDeadline { get; }

    /// <summary>Carries out what falls due up to and including a moment.</summary>
    void AdvanceTo(SimTime now);

    /// <summary>Takes in an event; everything due before it has been carried out.</summary>
    void Observe(in SimulationEvent happened);
}
