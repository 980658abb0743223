namespace ClusterSim.Tests.Behavior;

/// <summary>One step of a matcher case: scan a line, evaluate at a time, or collect garbage.</summary>
internal sealed record CreStep(string Op, long Time, string Line, int Hits, long[] Stamps);
