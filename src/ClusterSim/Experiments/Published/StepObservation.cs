using ClusterSim.Engine.Flows;

namespace ClusterSim.Experiments.Published;

/// <summary>A measured step time and what an exchange costs where it was measured.</summary>
/// <param name="Batch">Examples of one GPU in one step.</param>
/// <param name="Exchange">Cost of an exchange by byte and message.</param>
/// <param name="Seconds">The step time.</param>
internal readonly record struct StepObservation(double Batch, LoneRing Exchange, double Seconds);
