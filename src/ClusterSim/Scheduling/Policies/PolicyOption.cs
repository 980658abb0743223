namespace ClusterSim.Scheduling.Policies;

/// <summary>An option of a policy as it is set in an experiment file or with <c>--set name=value</c>.</summary>
/// <param name="Name">Name, e.g. <c>placement</c>.</param>
/// <param name="Default">Value when it is not set, as text.</param>
/// <param name="Expected">What values there are, for people: a range with its unit, or the list of choices.</param>
/// <param name="Description">What it does.</param>
/// <param name="Source">Where the default comes from; empty when it is plain convention.</param>
public sealed record PolicyOption(string Name, string Default, string Expected, string Description, string Source = "");
