using ClusterSim.Behavior;

namespace ClusterSim.Tests.Scheduling.Patterns;

/// <summary>A recommendation at a moment in seconds, about the job of an index.</summary>
internal sealed record Hint(double At, RecommendedAction Action, int Job)
{
    public string Rule { get; init; } = "rule";

    public double Expected { get; init; } = 100;

    public double Confidence { get; init; } = 1;

    public int TargetGpus { get; init; }
}
