namespace ClusterSim.Experiments.Fidelity;

/// <summary>Another simulator whose schedules are compared with ours.</summary>
/// <param name="Name">Its name, e.g. <c>AccaSim</c>.</param>
/// <param name="Version">Version or commit that made the schedules.</param>
/// <param name="Repository">
/// Where its source is, as <c>owner/name</c> of a public forge; empty when it has none.
/// </param>
public sealed record PeerProgram(string Name, string Version, string Repository = "");
