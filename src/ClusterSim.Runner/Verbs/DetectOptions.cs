using System.Collections.Immutable;
using ClusterSim.Behavior.Detectors;

namespace ClusterSim.Runner.Verbs;

/// <summary>What <c>detect</c> writes.</summary>
/// <param name="Json">One JSON object a line.</param>
/// <param name="Summary">A line for each rule in place of one for each hit.</param>
/// <param name="Detectors">Detectors that watch events beside the rules.</param>
internal sealed record DetectOptions(bool Json, bool Summary, ImmutableArray<DetectorOptions> Detectors);
