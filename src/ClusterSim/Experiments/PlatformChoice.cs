namespace ClusterSim.Experiments;

/// <summary>One value of the platform axis.</summary>
/// <param name="Name">Name in folder names and reports; unique on its axis.</param>
/// <param name="Source">A platform file, or a shorthand such as <c>gpus:15x4</c>.</param>
public sealed record PlatformChoice(string Name, string Source);
