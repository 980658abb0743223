namespace ClusterSim.Traces.Auditing;

/// <summary>Something about a public trace that a replay must take into account.</summary>
/// <param name="What">What is so, with the figure where one is known.</param>
/// <param name="Effect">What it does to a replay that does not know it.</param>
/// <param name="Handling">What ClusterSim does about it.</param>
/// <param name="Source">
/// Where it is known from: a paper, the trace's documentation, or <c>counted in the file</c>.
/// </param>
public sealed record KnownIssue(string What, string Effect, string Handling, string Source);
