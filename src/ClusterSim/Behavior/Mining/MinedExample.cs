using ClusterSim.Time;

namespace ClusterSim.Behavior.Mining;

/// <summary>A job of the second part in which an episode preceded its outcome.</summary>
/// <param name="JobId">Identifier of the job.</param>
/// <param name="EpisodeEnd">When the episode was complete for the first time.</param>
/// <param name="Outcome">When the outcome happened.</param>
public sealed record MinedExample(string JobId, SimTime EpisodeEnd, SimTime Outcome);
