namespace ClusterSim.Traces;

/// <summary>The machine that a trace says it was recorded on, for a default platform.</summary>
/// <param name="Shorthand">Platform shorthand, e.g. <c>cores:100</c>.</param>
/// <param name="Source">Where in the trace it stands, e.g. <c>header field MaxProcs</c>.</param>
public sealed record MachineHint(string Shorthand, string Source);
