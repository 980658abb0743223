namespace ClusterSim.Traces.Colocation;

/// <summary>Two jobs on one GPU, with their speeds relative to running alone.</summary>
/// <param name="First">Name of the first job's signature.</param>
/// <param name="FirstSpeed">Speed of the first.</param>
/// <param name="Second">Name of the second job's signature.</param>
/// <param name="SecondSpeed">Speed of the second.</param>
internal readonly record struct MeasuredPair(string First, double FirstSpeed, string Second, double SecondSpeed);
