namespace ClusterSim.Traces;

/// <summary>Something that a trace says about itself as a whole, e.g. a field of its header.</summary>
/// <param name="Name">Name, e.g. <c>MaxProcs</c>.</param>
/// <param name="Value">Value as text.</param>
public sealed record TraceProperty(string Name, string Value);
