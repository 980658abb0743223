namespace ClusterSim.Tests.Fuzzing;

/// <summary>A good, small file from which damaged ones are made.</summary>
/// <param name="Name">Where it comes from.</param>
/// <param name="Format">Format that it is read as; <c>null</c> when the format is recognised.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record FuzzSeed(string Name, string? Format, byte[] Content);
