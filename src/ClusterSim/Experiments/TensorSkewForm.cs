using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>Reads the filter that tells the tensor skew of models: <c>models[@SEED]</c>.</summary>
internal static class TensorSkewForm
{
    public static Func<Workload, Platform?, Workload>? Read(string value) =>
        FilterValues.Seeded(value) is ("models", var seed) ? (jobs, _) => jobs.WithTensorSkews(seed) : null;
}
