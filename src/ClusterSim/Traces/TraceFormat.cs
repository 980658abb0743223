namespace ClusterSim.Traces;

/// <summary>A trace format that can be read.</summary>
/// <param name="Name">Name as given to <c>--format</c>.</param>
/// <param name="Description">One line: what the format holds.</param>
/// <param name="IdentifiedBy">What in a file's content tells this format from the others.</param>
public sealed record TraceFormat(string Name, string Description, string IdentifiedBy);
