using System.Collections.Immutable;

namespace ClusterSim.Scheduling;

/// <summary>A shape of request of the workload that a cluster is expected to serve.</summary>
/// <param name="CpuMilli">CPU asked, in 1/1000 core.</param>
/// <param name="Gpus">Number of GPUs; 0 asks for none.</param>
/// <param name="GpuMilli">Share asked of each GPU, 1 to 1000.</param>
/// <param name="GpuModels">Accepted GPU models; empty for any.</param>
/// <param name="Popularity">
/// Share of the workload's requests, 0 to 1; the shares of a target workload add up to 1.
/// </param>
public sealed record TargetShape(
    int CpuMilli, int Gpus, int GpuMilli, ImmutableArray<string> GpuModels, double Popularity);
