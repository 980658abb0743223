using ClusterSim.Platforms;
using ClusterSim.Traces.Auditing;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>Scales a workload to an offered load on a platform.</summary>
internal static class TargetLoad
{
    public static Func<Workload, Platform?, Workload>? Read(string value)
    {
        string[] parts = value.Split('@', 2, StringSplitOptions.TrimEntries);
        string? resource = parts.Length == 1 ? "" : parts[1] switch
        {
            "gpus" => "GPUs",
            "cores" => "cores",
            "memory" => "memory",
            _ => null,
        };
        return FilterValues.Positive(parts[0]) is { } target && resource is not null
            ? (jobs, platform) => jobs.ScaleLoad(target / LoadOf(jobs, platform!, resource))
            : null;
    }

    private static double LoadOf(Workload workload, Platform platform, string resource)
    {
        OfferedLoad offered = OfferedLoad.Of(workload, platform);
        double? load = resource.Length == 0
            ? offered.Busiest?.Load
            : offered.Resources.FirstOrDefault(known => known.Resource == resource)?.Load;
        string what = resource.Length == 0 ? "anything" : resource;
        return load is > 0 and var found
            ? found
            : throw new WorkloadException(
                $"found no offered load of {what} on platform '{platform.Name}', expected jobs that ask for some of it "
                + "and are submitted over time.");
    }
}
