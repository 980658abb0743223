namespace ClusterSim.Workloads;

/// <summary>What the jobs of one generated application have in common.</summary>
/// <param name="Gpus">GPUs of each job; 0 for an application without GPUs.</param>
/// <param name="Cores">Cores of each job of an application without GPUs; else 0.</param>
/// <param name="RunTimeFactor">Its typical run time relative to the whole workload's.</param>
/// <param name="ComputePermille">Its typical GPU utilization while it computes.</param>
/// <param name="NetworkSensitivity">Its sensitivity to a spread placement.</param>
internal readonly record struct GeneratedApplication(
    int Gpus, int Cores, double RunTimeFactor, int ComputePermille, double NetworkSensitivity);
