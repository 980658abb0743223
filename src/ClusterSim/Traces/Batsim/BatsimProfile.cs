namespace ClusterSim.Traces.Batsim;

/// <summary>What a job of a Batsim workload does.</summary>
/// <param name="Kind">The type, e.g. <c>delay</c>.</param>
/// <param name="Delay">Time that a delay takes; <c>null</c> for other types.</param>
/// <param name="Parts">Names of the profiles that a sequence runs one after another.</param>
/// <param name="Repeats">How often a sequence is run.</param>
internal sealed record BatsimProfile(string Kind, TimeSpan? Delay, string[] Parts, long Repeats);
