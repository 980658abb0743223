using ClusterSim.Workloads;

namespace ClusterSim.Traces.Auditing;

/// <summary>A resource of some nodes and what of it a job must have from them.</summary>
/// <param name="Resource">Its name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Capacity">How much there is.</param>
/// <param name="Demand">How much a job needs of it; 0 for a job that can go elsewhere.</param>
/// <param name="Binding">Whether jobs cannot share it.</param>
internal sealed record ResourcePool(
    string Resource, string Unit, double Capacity, Func<Job, double> Demand, bool Binding = true);
