using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Workloads;

namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// Consolidates the jobs whose model has a tensor that makes up much of it, and puts the others anywhere (Tiresias,
/// NSDI 2019, section 3.3).
/// </summary>
/// <param name="threshold">Skew from which on a job is consolidated.</param>
/// <param name="skewed">Where such jobs go.</param>
internal sealed class BySkew(double threshold, IPlacement skewed) : IPlacement
{
    private readonly BestFit _anywhere = new();

    public string Name => "by-skew";

    public bool MayDecline => skewed.MayDecline;

    public IReadOnlyDictionary<string, string> Options => skewed.Options.ToImmutableSortedDictionary(
        StringComparer.Ordinal).Add("skew-threshold", threshold.ToString(CultureInfo.InvariantCulture))
        .Add("skewed-placement", skewed.Name);

    public void Begin(SchedulingView view)
    {
        skewed.Begin(view);
        for (int job = 0; job < view.JobCount; job++)
        {
            JobRequest request = view.Job(job).Request;
            if (request.TotalGpus > 1 && request.TensorSkew is null)
            {
                throw new PolicyException(
                    [$"consolidation=skew: found no tensor skew of job '{view.Job(job).Id}', expected one for every "
                        + "job with several GPUs; the filter tensor-skews fills them in."]);
            }
        }
    }

    public Placement? Place(FreeResources free, Demand demand) =>
        demand.TensorSkew >= threshold ? skewed.Place(free, demand) : _anywhere.Place(free, demand);
}
