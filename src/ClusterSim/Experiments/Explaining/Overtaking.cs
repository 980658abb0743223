using System.Collections.Immutable;

namespace ClusterSim.Experiments.Explaining;

/// <summary>Other jobs beside a waiting one.</summary>
/// <param name="Jobs">Their number.</param>
/// <param name="Gpus">GPUs that they asked for together.</param>
/// <param name="First">Identifiers of the first few.</param>
public sealed record Overtaking(int Jobs, long Gpus, ImmutableArray<string> First);
