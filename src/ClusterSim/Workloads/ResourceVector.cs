namespace ClusterSim.Workloads;

/// <summary>
/// What one instance of a job asks of the node that hosts it. All members are per instance; 0 asks for nothing.
/// </summary>
/// <param name="CpuMilli">CPU in 1/1000 of a core.</param>
/// <param name="Gpus">Number of GPUs.</param>
/// <param name="GpuMilli">Share of each of those GPUs in 1/1000; 1000 is a whole GPU, the only value allowed with more
/// than one GPU.</param>
/// <param name="MemoryMiB">Main memory in MiB.</param>
/// <param name="DiskMiB">Local disk in MiB.</param>
/// <param name="RdmaPercent">Share of one RDMA NIC's bandwidth in percent, 0 to 100; taken from a single NIC of the
/// node.</param>
public readonly record struct ResourceVector(
    int CpuMilli = 0,
    int Gpus = 0,
    int GpuMilli = 1000,
    long MemoryMiB = 0,
    long DiskMiB = 0,
    int RdmaPercent = 0)
{
    /// <summary>GPU share asked in 1/1000 GPU: number of GPUs times the share of each.</summary>
    public int TotalGpuMilli => Gpus * GpuMilli;
}
