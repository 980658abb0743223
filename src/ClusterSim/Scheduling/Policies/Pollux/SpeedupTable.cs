using ClusterSim.Workloads.Training;

namespace ClusterSim.Scheduling.Policies.Pollux;

/// <summary>
/// Goodput of a job by nodes and GPUs, computed when it is first asked for and kept as long as the job's own prediction
/// stays what it is.
/// </summary>
internal sealed class SpeedupTable
{
    private double[] _goodput = [];
    private GoodputModel? _model;
    private long _version = -1;
    private double _base = 1;
    private int _stride;

    /// <summary>Takes in what the job has reported.</summary>
    /// <param name="report">The report.</param>
    /// <param name="mostGpus">Most GPUs that will be asked for.</param>
    /// <param name="mostNodes">Most nodes that will be asked for.</param>
    /// <param name="fairNodes">Nodes of a fair share.</param>
    /// <param name="fairGpus">GPUs of a fair share, whose speed-up is 1.</param>
    public void Update(TrainingReport report, int mostGpus, int mostNodes, int fairNodes, int fairGpus)
    {
        int size = (mostGpus + 1) * (mostNodes + 1);
        if (report.Version != _version || _goodput.Length < size || _stride != mostNodes + 1)
        {
            (_model, _version, _stride) = (report.Goodput, report.Version, mostNodes + 1);
            _goodput = _goodput.Length >= size ? _goodput : new double[size];
            Array.Fill(_goodput, -1);
        }

        double fair = _model is { } model ? model.Best(fairNodes, fairGpus).Goodput : fairGpus;
        // A fair share among which the largest batch cannot be split: relative to the most that it can.
        _base = fair > 0 || _model is null ? fair : _model.Value.Best(1, report.Limits.MostGpus).Goodput;
    }

    /// <summary>Goodput relative to that of a fair share; 0 without GPUs.</summary>
    public double At(int nodes, int gpus)
    {
        if (gpus == 0)
        {
            return 0;
        }

        ref double known = ref _goodput[(gpus * _stride) + nodes];
        if (known < 0)
        {
            known = _model is { } model ? model.Best(nodes, gpus).Goodput : gpus;
        }

        return known / _base;
    }
}
