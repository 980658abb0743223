using System.Collections.Immutable;

namespace ClusterSim.Traces.Inspection;

/// <summary>The jobs of a trace divided into classes.</summary>
/// <param name="By">What divides them, e.g. <c>application</c>.</param>
/// <param name="DemandUnit">Unit of the demand that the classes have shares of: <c>GPU-hours</c>, or <c>core-hours</c>
/// in traces without GPUs.</param>
/// <param name="ClassCount">Number of classes, of which <paramref name="Classes"/> may show only the
/// weightiest.</param>
/// <param name="Classes">Sizes and limits in ascending order; names by their share of the delay, or else of the
/// demand.</param>
public sealed record InspectedBreakdown(
    string By, string DemandUnit, int ClassCount, ImmutableArray<InspectedClass> Classes);
