using System.Collections.Immutable;

namespace ClusterSim.Workloads.Training;

/// <summary>
/// A measured application of deep learning: how long its steps take on each placement and how far each step gets it.
/// A job that trains it runs at the speed that follows from its GPUs and its batch size, epoch by epoch.
/// </summary>
/// <remarks>
/// The measurements and how they are interpolated are those of the simulator of Pollux (Qiao et al., OSDI 2021; its
/// artefact petuum/adaptdl, branch osdi21-artifact), and with more kinds of nodes those of Sia (SOSP 2023).
/// </remarks>
public sealed class TrainingApplication
{
    private readonly ImmutableArray<TrainingRun> _runs;
    private readonly double[] _progress;

    /// <summary>An application from measurements.</summary>
    /// <param name="name">Name that jobs carry as their application.</param>
    /// <param name="runs">Whole trainings with different batch sizes.</param>
    /// <param name="steps">Step times on nodes whose kind has none of its own.</param>
    /// <param name="stepsByModel">Step times on nodes with a GPU model; <c>null</c> for none.</param>
    /// <param name="largestLocalBatch">The largest batch of one GPU; <c>null</c> for the largest measured.</param>
    /// <exception cref="ArgumentException">There are no runs, or one has no epochs.</exception>
    public TrainingApplication(
        string name, ImmutableArray<TrainingRun> runs, StepTimeTable steps,
        IReadOnlyDictionary<string, StepTimeTable>? stepsByModel = null, int? largestLocalBatch = null)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (runs.IsDefaultOrEmpty || runs.Any(run => run.Epochs.IsDefaultOrEmpty))
        {
            throw new ArgumentException("found no runs or a run without epochs.", nameof(runs));
        }

        (Name, Steps) = (name, steps);
        StepsByModel = stepsByModel ?? ImmutableDictionary<string, StepTimeTable>.Empty;
        _runs = [.. runs.OrderBy(run => run.BatchSize)];
        Epochs = _runs.Min(run => run.Epochs.Length);
        _progress = new double[Epochs + 1];
        for (int epoch = 1; epoch <= Epochs; epoch++)
        {
            _progress[epoch] = _runs.Min(run => run.Epochs[epoch - 1].Progress);
        }

        Limits = new BatchLimits(
            _runs[0].BatchSize, _runs[^1].BatchSize, steps.SmallestLocalBatch,
            largestLocalBatch ?? steps.LargestLocalBatch);
    }

    /// <summary>Name that jobs carry as their application.</summary>
    public string Name { get; }

    /// <summary>Epochs after which a training is complete.</summary>
    public int Epochs { get; }

    /// <summary>The batch sizes that it may have.</summary>
    public BatchLimits Limits { get; }

    /// <summary>The batch sizes that it may have on nodes with a GPU model.</summary>
    /// <param name="model">The GPU model; one without step times of its own has those of all others.</param>
    public BatchLimits LimitsOn(string model) => StepsByModel.TryGetValue(model, out StepTimeTable? steps)
        ? Limits with { SmallestLocal = steps.SmallestLocalBatch, LargestLocal = steps.LargestLocalBatch }
        : Limits;

    /// <summary>Step times where no others apply.</summary>
    public StepTimeTable Steps { get; }

    /// <summary>Step times on nodes with a GPU model.</summary>
    public IReadOnlyDictionary<string, StepTimeTable> StepsByModel { get; }

    /// <summary>The batch sizes with which whole trainings were measured, ascending.</summary>
    public IEnumerable<int> MeasuredBatchSizes => _runs.Select(run => run.BatchSize);

    /// <summary>Progress when so many epochs are complete, in steps at the initial batch size.</summary>
    /// <param name="epochs">0 to <see cref="Epochs"/>.</param>
    public double ProgressAfter(int epochs) => _progress[epochs];

    /// <summary>Gradient statistics during an epoch, linear between the neighbouring measured batch sizes.</summary>
    /// <param name="batchSize">Examples between two updates of the model.</param>
    /// <param name="epoch">Epochs that are complete, below <see cref="Epochs"/>.</param>
    public GradientStatistics Gradients(int batchSize, int epoch)
    {
        (TrainingRun low, TrainingRun high) = Around(batchSize);
        (GradientStatistics a, GradientStatistics b) = (low.Epochs[epoch].Gradients, high.Epochs[epoch].Gradients);
        return low == high ? a : new GradientStatistics(
            Between(low, high, batchSize, a.SquaredNorm, b.SquaredNorm),
            Between(low, high, batchSize, a.Variance, b.Variance));
    }

    /// <summary>Steps made with a batch size by the end of an epoch.</summary>
    /// <param name="batchSize">Examples between two updates of the model.</param>
    /// <param name="epoch">Number of the epoch from 0, below <see cref="Epochs"/>.</param>
    public double IterationsAt(int batchSize, int epoch)
    {
        (TrainingRun low, TrainingRun high) = Around(batchSize);
        double a = low.Epochs[epoch].Iterations;
        return low == high ? a : Between(low, high, batchSize, a, high.Epochs[epoch].Iterations);
    }

    /// <summary>The validation metric after an epoch with a batch size.</summary>
    /// <param name="batchSize">Examples between two updates of the model.</param>
    /// <param name="epoch">Number of the epoch from 0, below <see cref="Epochs"/>.</param>
    public double MetricAt(int batchSize, int epoch)
    {
        (TrainingRun low, TrainingRun high) = Around(batchSize);
        double a = low.Epochs[epoch].Metric;
        return low == high ? a : Between(low, high, batchSize, a, high.Epochs[epoch].Metric);
    }

    /// <summary>
    /// How long a whole training takes on a placement with a fixed batch size, without any interruption.
    /// </summary>
    /// <param name="gpus">GPUs on each node.</param>
    /// <param name="batchSize">Examples between two updates of the model.</param>
    public TimeSpan TrainingTime(ReadOnlySpan<int> gpus, int batchSize)
    {
        int count = 0;
        foreach (int onNode in gpus)
        {
            count += onNode;
        }

        BatchConfiguration batch = Limits.Split(batchSize, count);
        double update = Steps.At(gpus, batch.LocalBatch).UpdateSeconds(batch.AccumulationSteps);
        int size = batch.BatchSize(count);
        double seconds = 0;
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            double gain = Gradients(size, epoch).Gain(size / (double)Limits.Initial);
            seconds += (_progress[epoch + 1] - _progress[epoch]) / gain * update;
        }

        return TimeSpan.FromSeconds(seconds);
    }

    private (TrainingRun Low, TrainingRun High) Around(int batchSize)
    {
        int high = 0;
        while (high < _runs.Length - 1 && _runs[high].BatchSize < batchSize)
        {
            high++;
        }

        int low = high > 0 && _runs[high].BatchSize > batchSize ? high - 1 : high;
        return (_runs[low], _runs[high]);
    }

    private static double Between(TrainingRun low, TrainingRun high, int batchSize, double a, double b) =>
        (((batchSize - low.BatchSize) * b) + ((high.BatchSize - batchSize) * a)) / (high.BatchSize - low.BatchSize);
}
