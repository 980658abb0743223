using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>Reads the filter that draws deadlines: <c>FACTOR[;FACTOR][@SEED]</c>.</summary>
internal static class DeadlineForm
{
    public static Func<Workload, Platform?, Workload>? Read(string value)
    {
        if (FilterValues.Seeded(value) is not var (list, seed))
        {
            return null;
        }

        double?[] factors = [.. list.Split(';').Select(FilterValues.Positive)];
        return factors.All(factor => factor is not null)
            ? (jobs, _) => jobs.WithDeadlines([.. factors.Select(factor => factor!.Value)], seed)
            : null;
    }
}
