using System.Collections.Immutable;
using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Auditing;

/// <summary>
/// What a workload asks of a platform before anything is simulated: a property of the two, whatever the policy.
/// </summary>
public sealed record OfferedLoad
{
    /// <summary>Time from the first submission to the last, in seconds: what loads are relative to.</summary>
    public required double SpanSeconds { get; init; }

    /// <summary>
    /// Loads of GPUs, cores, memory and nodes as far as any job asks for them and the platform limits them; then, where
    /// the platform has several roles or GPU models, of each role and each set of models that some jobs are bound to.
    /// </summary>
    public required ImmutableArray<ResourceLoad> Resources { get; init; }

    /// <summary>The binding resource with the greatest load; the first of equal ones.</summary>
    /// <value><c>null</c> when no load is known.</value>
    public ResourceLoad? Busiest =>
        Resources.Where(resource => resource is { Binding: true, Load: not null }).MaxBy(resource => resource.Load);

    /// <summary>Computes the loads. Jobs that fit on no node are counted like all others.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="platform">The platform, all nodes up.</param>
    public static OfferedLoad Of(Workload workload, Platform platform)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(platform);
        FitTable fits = new(platform);
        double span = (workload.LastSubmit - workload.FirstSubmit).TotalSeconds;
        return new OfferedLoad
        {
            SpanSeconds = span,
            Resources =
            [
                .. ResourcePools.Of(workload.Jobs, platform, fits)
                    .Select(pool => LoadSums.Of(pool, workload.Jobs, span))
                    .Where(load => load.DemandedHours > 0
                        || load.Resource.StartsWith("GPUs of", StringComparison.Ordinal)),
            ],
        };
    }
}
