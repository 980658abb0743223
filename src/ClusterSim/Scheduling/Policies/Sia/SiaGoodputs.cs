using System.Collections.Immutable;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Scheduling.Policies.Sia;

/// <summary>
/// The goodput that one job expects of each configuration, relative to the least of them; computed anew when what the
/// job predicts has changed.
/// </summary>
internal sealed class SiaGoodputs(
    ImmutableArray<GpuType> types, ImmutableArray<SiaConfiguration> configurations, SiaOptions options)
{
    private const int MostArtefactGpus = 64;

    private readonly double[] _values = new double[configurations.Length];
    private long _version = -1;

    /// <summary>The goodputs; 0 where a configuration is not for this job.</summary>
    public ReadOnlySpan<double> Of(JobView job)
    {
        TrainingReport report = job.Training!;
        if (report.Version != _version)
        {
            _version = report.Version;
            Array.Clear(_values);
            Fill(report, job.Request.Training!);
        }

        return _values;
    }

    private void Fill(TrainingReport report, TrainingRequest request)
    {
        int known = -1, most = 1;
        for (int type = types.Length - 1; type >= 0; type--)
        {
            if (report.On(types[type].Model) is { } observed)
            {
                known = type;
                int own = Math.Min(2 * observed.MostGpus, Limits(request, types[type].Model).MostGpus);
                most = Math.Max(most, Math.Min(own, options.Artefact ? MostArtefactGpus : int.MaxValue));
            }
        }

        double least = double.PositiveInfinity;
        for (int i = 0; i < configurations.Length && known >= 0; i++)
        {
            SiaConfiguration configuration = configurations[i];
            bool ran = report.On(types[configuration.Type].Model) is not null;
            if (configuration.Gpus <= most && (ran || options.Projects))
            {
                _values[i] = Goodput(report, request, configuration, ran ? configuration.Type : known);
                least = _values[i] > 0 ? Math.Min(least, _values[i]) : least;
            }
        }

        for (int i = 0; i < _values.Length; i++)
        {
            // Of a type of which nothing is known a single GPU is as good as the least known.
            bool ran = report.On(types[configurations[i].Type].Model) is not null;
            _values[i] = double.IsFinite(least) && (ran || options.Projects) ? _values[i] / least
                : configurations[i].Gpus == 1 ? 1
                : 0;
        }
    }

    // As on the type where it has run, times what the types do with one GPU.
    private double Goodput(TrainingReport report, TrainingRequest request, SiaConfiguration configuration, int source)
    {
        GpuType from = types[source], to = types[configuration.Type];
        BatchLimits limits = Limits(request, from.Model);
        if (options.Artefact)
        {
            limits = limits with { Largest = request.BatchSize };
        }

        int nodes = source == configuration.Type
            ? configuration.Nodes
            : (configuration.Gpus + from.NodeGpus - 1) / from.NodeGpus;
        GoodputModel model = new(report.On(from.Model)!.Performance, report.Gradients!.Value, limits);
        return model.Best(nodes, configuration.Gpus).Goodput * Speed(request, to.Model) / Speed(request, from.Model);
    }

    private static BatchLimits Limits(TrainingRequest request, string model) =>
        request.Models.TryGetValue(model, out ModelProfile? profile) ? profile.Limits : request.Limits!;

    private static double Speed(TrainingRequest request, string model) =>
        request.Models.TryGetValue(model, out ModelProfile? profile) ? profile.ExamplesPerSecond : 1;
}
