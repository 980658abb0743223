using System.Globalization;
using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>Reads the filter that tells the tensor skew of models: <c>models[@SEED]</c>.</summary>
internal static class TensorSkewForm
{
    private const string Models = "models";

    public static Func<Workload, Platform?, Workload>? Read(string value)
    {
        string[] parts = value.Split('@');
        long seed = 1;
        bool good = parts[0] == Models && (parts.Length == 1 || (parts.Length == 2
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out seed)));
        return good ? (jobs, _) => jobs.WithTensorSkews(seed) : null;
    }
}
