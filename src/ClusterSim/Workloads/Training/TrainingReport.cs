namespace ClusterSim.Workloads.Training;

/// <summary>
/// What a training job has told so far: the step times and gradient statistics that it observed, the parameters that it
/// fitted to them, and how far it is. A policy may know all of it.
/// </summary>
public sealed class TrainingReport
{
    private readonly List<StepTimeSample> _samples = [];
    private readonly HashSet<(int Nodes, int Gpus, int LocalBatch)> _seen = [];
    private readonly List<double> _metrics = [];
    private readonly List<double> _iterations = [];
    private PerformanceParameters _fitted;
    private int _fittedTo;

    internal TrainingReport(BatchLimits limits, int? batchSize) => (Limits, FixedBatchSize) = (limits, batchSize);

    /// <summary>The batch sizes that it may have.</summary>
    public BatchLimits Limits { get; }

    /// <summary>
    /// The batch size that it keeps to; <c>null</c> when it chooses the one of the greatest goodput itself.
    /// </summary>
    public int? FixedBatchSize { get; internal set; }

    /// <summary>Step times observed, one of each number of nodes, GPUs and local batch.</summary>
    public IReadOnlyList<StepTimeSample> Samples => _samples;

    /// <summary>The gradient statistics last observed; <c>null</c> before the first step.</summary>
    public GradientStatistics? Gradients { get; internal set; }

    /// <summary>The most GPUs with which it has run; 0 before the first step.</summary>
    public int MostGpus { get; private set; }

    /// <summary>Epochs that are complete.</summary>
    public int Epochs => _metrics.Count;

    /// <summary>The validation metric after each complete epoch.</summary>
    public IReadOnlyList<double> Metrics => _metrics;

    /// <summary>Steps made in each complete epoch, as if all had been made with the batch at its end.</summary>
    public IReadOnlyList<double> Iterations => _iterations;

    /// <summary>Goodput as the job predicts it; <c>null</c> before the first step.</summary>
    public GoodputModel? Goodput =>
        Gradients is { } gradients ? new GoodputModel(Performance(), gradients, Limits) : null;

    /// <summary>Number that changes whenever <see cref="Goodput"/> does.</summary>
    internal long Version { get; private set; }

    /// <summary>Notes a step; false when everything about it was known.</summary>
    internal void Observe(StepTimeSample sample, GradientStatistics gradients)
    {
        Version += Gradients == gradients ? 0 : 1;
        Gradients = gradients;
        if (_seen.Add((sample.Nodes, sample.Gpus, sample.LocalBatch)))
        {
            _samples.Add(sample);
            MostGpus = Math.Max(MostGpus, sample.Gpus);
            Version++;
        }
    }

    internal void EndEpoch(double metric, double iterations)
    {
        _metrics.Add(metric);
        _iterations.Add(iterations);
    }

    internal void ForgetEpochs(int kept)
    {
        _metrics.RemoveRange(kept, _metrics.Count - kept);
        _iterations.RemoveRange(kept, _iterations.Count - kept);
    }

    private PerformanceParameters Performance()
    {
        if (_fittedTo < _samples.Count)
        {
            (_fitted, _fittedTo) = (PerformanceFit.Of(_samples), _samples.Count);
        }

        return _fitted;
    }
}
