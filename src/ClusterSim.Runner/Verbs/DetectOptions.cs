namespace ClusterSim.Runner.Verbs;

/// <summary>What <c>detect</c> writes.</summary>
/// <param name="Json">One JSON object a line.</param>
/// <param name="Summary">A line for each rule in place of one for each hit.</param>
internal sealed record DetectOptions(bool Json, bool Summary);
