using ClusterSim.Events;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Behavior.Streams;

/// <summary>One pass over a stream of events: of a file, a run or telemetry.</summary>
/// <param name="Jobs">The jobs that the events name.</param>
/// <param name="Nodes">Names of the nodes that the events name; complete when the pass is over.</param>
/// <param name="Replay">Hands every event to an observer; called once.</param>
/// <param name="End">When the stream ends; asked for after the replay.</param>
public sealed record EventPass(
    IJobDirectory Jobs, Func<IReadOnlyList<string>> Nodes, Action<IEventObserver> Replay, Func<SimTime> End);
