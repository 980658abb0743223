using System.Globalization;
using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>Reads the filter that draws deadlines: <c>FACTOR[;FACTOR][@SEED]</c>.</summary>
internal static class DeadlineForm
{
    public static Func<Workload, Platform?, Workload>? Read(string value)
    {
        string[] parts = value.Split('@');
        long seed = 1;
        double?[] factors = [.. parts[0].Split(';').Select(FilterValues.Positive)];
        bool good = parts.Length <= 2 && factors.All(factor => factor is not null) && (parts.Length == 1
            || long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out seed));
        return good ? (jobs, _) => jobs.WithDeadlines([.. factors.Select(factor => factor!.Value)], seed) : null;
    }
}
