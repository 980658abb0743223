using ClusterSim.Time;

namespace ClusterSim.Workloads.Training;

/// <summary>
/// What a training job has told so far: the step times and gradient statistics that it observed, the parameters that it
/// fitted to them, and how far it is. A policy may know all of it.
/// </summary>
public sealed class TrainingReport
{
    private readonly TrainingObservations _all = new();
    private readonly List<(string Model, TrainingObservations Observed)> _byModel = [];
    private readonly List<double> _metrics = [];
    private readonly List<double> _iterations = [];
    private readonly List<double> _losses = [];

    internal TrainingReport(BatchLimits limits, int? batchSize) => (Limits, FixedBatchSize) = (limits, batchSize);

    /// <summary>The batch sizes that it may have.</summary>
    public BatchLimits Limits { get; }

    /// <summary>
    /// The batch size that it keeps to; <c>null</c> when it chooses the one of the greatest goodput itself.
    /// </summary>
    public int? FixedBatchSize { get; internal set; }

    /// <summary>Step times observed, one of each number of nodes, GPUs and local batch.</summary>
    public IReadOnlyList<StepTimeSample> Samples => _all.Samples;

    /// <summary>The gradient statistics last observed; <c>null</c> before the first step.</summary>
    public GradientStatistics? Gradients { get; internal set; }

    /// <summary>The most GPUs with which it has run; 0 before the first step.</summary>
    public int MostGpus => _all.MostGpus;

    /// <summary>When it makes progress where it runs now, after what its start or resumption costs.</summary>
    public SimTime WorksFrom { get; internal set; }

    /// <summary>Epochs that are complete.</summary>
    public int Epochs => _metrics.Count;

    /// <summary>The validation metric after each complete epoch.</summary>
    public IReadOnlyList<double> Metrics => _metrics;

    /// <summary>The loss after each complete epoch; empty when the job reports none.</summary>
    public IReadOnlyList<double> Losses => _losses;

    /// <summary>Steps made in each complete epoch, as if all had been made with the batch at its end.</summary>
    public IReadOnlyList<double> Iterations => _iterations;

    /// <summary>Goodput as the job predicts it; <c>null</c> before the first step.</summary>
    public GoodputModel? Goodput =>
        Gradients is { } gradients ? new GoodputModel(_all.Performance, gradients, Limits) : null;

    /// <summary>What it has observed while all its GPUs were of one model; <c>null</c> when they never were.</summary>
    /// <param name="model">The GPU model.</param>
    public TrainingObservations? On(string model)
    {
        foreach ((string name, TrainingObservations observed) in _byModel)
        {
            if (name == model)
            {
                return observed;
            }
        }

        return null;
    }

    /// <summary>Number that changes whenever <see cref="Goodput"/> does.</summary>
    internal long Version { get; private set; }

    /// <summary>Notes a step on GPUs of a model; <c>null</c> when they are of several.</summary>
    internal void Observe(string? model, StepTimeSample sample, GradientStatistics gradients)
    {
        Version += Gradients == gradients ? 0 : 1;
        Gradients = gradients;
        bool isNew = _all.Add(sample);
        if (model is not null)
        {
            if (On(model) is null)
            {
                _byModel.Add((model, new TrainingObservations()));
            }

            isNew |= On(model)!.Add(sample);
        }

        Version += isNew ? 1 : 0;
    }

    internal void EndEpoch(double metric, double iterations, double? loss)
    {
        if (loss is { } observed)
        {
            _losses.Add(observed);
        }

        _metrics.Add(metric);
        _iterations.Add(iterations);
    }

    internal void ForgetEpochs(int kept)
    {
        if (_losses.Count > kept)
        {
            _losses.RemoveRange(kept, _losses.Count - kept);
        }

        _metrics.RemoveRange(kept, _metrics.Count - kept);
        _iterations.RemoveRange(kept, _iterations.Count - kept);
    }
}
