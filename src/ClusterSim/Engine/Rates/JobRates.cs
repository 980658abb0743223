using System.Collections.Immutable;
using ClusterSim.Engine.Flows;
using ClusterSim.Engine.Power;
using ClusterSim.Engine.Training;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Engine.Rates;

/// <summary>
/// How fast a job runs where it is placed: the product of all factors that can differ from one in this run. The order
/// of the factors is fixed, because the last digit of a product depends on it.
/// </summary>
internal sealed class JobRates
{
    private readonly Workload _workload;
    private readonly SizeFactor _size = new();
    private readonly ImmutableArray<IRateFactor> _factors;
    private readonly ImmutableArray<IRateFactor> _trainingFactors;
    private readonly GpuLimits _limits;

    public JobRates(
        Workload workload, Platform platform, NodeCatalog catalog, TrainingJobs training, JobNetwork? network,
        GpuLimits limits)
    {
        (_workload, _limits) = (workload, limits);
        GpuModelFactor models = new(platform);
        ClosenessFactor closeness = new(platform, catalog, network);
        bool uniform = models.IsUniform && workload.Jobs.All(job => job.Profile.GpuSpeeds.Length == 0);
        IRateFactor?[] all =
        [
            uniform ? null : models,
            closeness.IsFree ? null : closeness,
            network,
        ];
        _factors = [.. all.OfType<IRateFactor>()];
        // Step times were measured on the model, the nodes and the number of GPUs, exchange of gradients included.
        _trainingFactors = training.Any
            ? [training, .. _factors.Where(factor => factor != models && factor != closeness && factor != network)]
            : [];
    }

    /// <summary>Reference seconds of work per second.</summary>
    /// <param name="job">Index of the job.</param>
    /// <param name="demand">What it holds.</param>
    /// <param name="placement">Where.</param>
    /// <param name="done">Work done so far.</param>
    public double Of(int job, Demand demand, Placement placement, TimeSpan done)
    {
        bool trains = Trains(job);
        if (_factors.Length == 0 && !demand.IsResized && !trains && !_limits.Any)
        {
            return 1;
        }

        PlacedJob placed = new(job, _workload.Jobs[job], demand, placement, done);
        double rate = 1;
        foreach (IRateFactor factor in trains ? _trainingFactors : _factors)
        {
            rate *= factor.Of(placed);
        }

        rate = trains ? rate : rate * _size.Of(placed);
        return _limits.Any ? rate * _limits.Of(placed) : rate;
    }

    /// <summary>
    /// The progress at which the rate changes next although the job stays where it is;
    /// <see cref="TimeSpan.MaxValue"/> when none.
    /// </summary>
    public TimeSpan NextChange(int job, Demand demand, Placement placement, TimeSpan done)
    {
        TimeSpan next = TimeSpan.MaxValue;
        ImmutableArray<IRateFactor> factors = Trains(job) ? _trainingFactors : _factors;
        if (factors.Length > 0 || _limits.Any)
        {
            PlacedJob placed = new(job, _workload.Jobs[job], demand, placement, done);
            foreach (IRateFactor factor in factors)
            {
                TimeSpan change = factor.NextChange(placed);
                next = change < next ? change : next;
            }

            TimeSpan limited = _limits.NextChange(placed);
            next = limited < next ? limited : next;
        }

        return next;
    }

    private bool Trains(int job) => _trainingFactors.Length > 0 && _workload.Jobs[job].Profile.Training is not null;
}
