namespace ClusterSim.Workloads;

/// <summary>What the profile of one generated job has to show. All times in whole seconds.</summary>
/// <param name="UsefulSeconds">Time until its work is done.</param>
/// <param name="ComputePermille">Utilization while it computes, of all GPUs that it holds.</param>
/// <param name="LoadingSeconds">Length of a long data loading; 0 for the usual short one.</param>
/// <param name="CompilationSeconds">Length of a long compilation; 0 for the usual short one.</param>
/// <param name="TailSeconds">Length of an idle tail; 0 for none.</param>
internal readonly record struct ProfilePlan(
    long UsefulSeconds, int ComputePermille, int LoadingSeconds, int CompilationSeconds, long TailSeconds);
