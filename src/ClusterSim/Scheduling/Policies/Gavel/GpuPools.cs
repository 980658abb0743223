using System.Collections.Immutable;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Workloads;

namespace ClusterSim.Scheduling.Policies.Gavel;

/// <summary>The GPUs of a platform by model, as Gavel sees them: a job runs on one model at a time.</summary>
internal sealed class GpuPools
{
    private readonly Packed _packed = new();
    private readonly ImmutableArray<double> _relativeSpeed;

    public GpuPools(Platform platform)
    {
        ILookup<string, int> gpus = platform.Nodes.Where(node => node.Gpus > 0)
            .ToLookup(node => node.GpuModel, node => node.Gpus);
        Models = [.. gpus.Select(model => model.Key).Order(StringComparer.Ordinal)];
        Gpus = [.. Models.Select(model => gpus[model].Sum())];
        _relativeSpeed = [.. Models.Select(model => platform.Model(model).RelativeSpeed)];
    }

    /// <summary>The models in ordinal order.</summary>
    public ImmutableArray<string> Models { get; }

    /// <summary>GPUs of each model.</summary>
    public ImmutableArray<int> Gpus { get; }

    /// <summary>Whether the platform says of models how fast they are, or has only one.</summary>
    public bool KnowsSpeeds => Models.Length < 2 || _relativeSpeed.Any(speed => speed != 1);

    /// <summary>
    /// Speeds of a job on each model: by its own table, else by the platform; 0 where the job cannot run or the model
    /// has too few GPUs for it.
    /// </summary>
    public double[] SpeedsOf(SchedulingView view, int job)
    {
        JobRequest request = view.Job(job).Request;
        double[] speeds = new double[Models.Length];
        for (int model = 0; model < speeds.Length; model++)
        {
            bool fits = view.Job(job).Demand.TotalGpus <= Gpus[model]
                && (request.GpuModels.IsEmpty || request.GpuModels.Contains(Models[model]));
            speeds[model] = fits ? SpeedTables.SpeedOn(request, Models[model]) ?? _relativeSpeed[model] : 0;
        }

        return speeds;
    }

    /// <summary>A placement of a job on one model, packed; <c>null</c> when it does not fit there now.</summary>
    public Placement? Place(SchedulingView view, int job, int model) => _packed.Place(
        view.Free, view.Jobs.Demands.Of(view.Job(job).Request with { GpuModels = [Models[model]] }));

    /// <summary>The model that a job runs on.</summary>
    public int ModelOf(SchedulingView view, int job) =>
        Models.IndexOf(view.Platform.Nodes[view.Job(job).Placement!.Slices[0].Node].GpuModel);
}
