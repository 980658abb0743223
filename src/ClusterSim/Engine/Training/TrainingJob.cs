using System.Collections.Immutable;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Engine.Training;

/// <summary>
/// A training job at work: where it runs, how its batch is split, in which epoch it is. It observes its own steps and,
/// unless its batch size is fixed, keeps the batch of the greatest predicted goodput.
/// </summary>
internal sealed class TrainingJob
{
    private readonly TrainingApplication _application;
    private readonly double _workPerProgress;
    private readonly LossCurve? _losses;
    private int[] _gpus = [];
    private int _total;
    private ImmutableArray<StepTimeTable> _tables = [];
    private string? _model;
    private BatchLimits _limits;
    private StepTimeTable? _own;
    private BatchConfiguration _batch;
    private StepTime _step;
    private GradientStatistics _gradients;
    private bool _observed;

    public TrainingJob(Job job)
    {
        _application = job.Profile.Training!;
        _losses = job.Profile.Losses;
        _workPerProgress = job.Profile.RunTime.Ticks / _application.ProgressAfter(_application.Epochs);
        _limits = job.Request.Training?.Limits ?? _application.Limits;
        Report = new TrainingReport(_limits, job.Request.Training?.BatchSize);
    }

    public TrainingReport Report { get; }

    /// <summary>Epochs that are complete.</summary>
    public int Epoch { get; private set; }

    /// <summary>Whether another look at its steps can change anything.</summary>
    public bool IsCurious => !_observed || Report.FixedBatchSize is null;

    /// <summary>Work done when the current epoch ends, in reference time.</summary>
    public TimeSpan EpochGoal => Goal(Epoch + 1);

    /// <summary>Reference seconds of work per second.</summary>
    public double Rate => _gradients.Gain(Size / (double)_application.Limits.Initial)
        / _step.UpdateSeconds(_batch.AccumulationSteps) * _workPerProgress / TimeSpan.TicksPerSecond;

    private int Size => _batch.BatchSize(_total);

    /// <summary>The job begins to run, or runs on, on a placement.</summary>
    public void Allocate(Demand demand, Placement placement, ImmutableArray<string> models)
    {
        List<int> gpus = [];
        int last = -1;
        foreach (PlacementSlice slice in placement.Slices)
        {
            if (slice.Node != last)
            {
                gpus.Add(0);
            }

            gpus[^1] += slice.Instances * demand.PerInstance.Gpus;
            last = slice.Node;
        }

        (_gpus, _total, _batch) = ([.. gpus], gpus.Sum(), default);
        _tables =
        [
            .. placement.Slices.Select(slice => models[slice.Node])
                .Select(model => _application.StepsByModel.GetValueOrDefault(model, _application.Steps)).Distinct(),
        ];
        string[] used = [.. placement.Slices.Select(slice => models[slice.Node]).Distinct()];
        _model = used.Length == 1 ? used[0] : null;
        _own = _model is not null ? _application.StepsByModel.GetValueOrDefault(_model) : null;
        _limits = _own is null
            ? Report.Limits
            : _application.LimitsOn(_model!) with { LargestLocal = _own.LargestLocalBatchOn(_gpus) };
        Tune();
    }

    /// <summary>Reports the step that it makes now.</summary>
    public void Observe()
    {
        Report.Observe(_model, new StepTimeSample(_gpus.Length, _total, _batch.LocalBatch, _step), _gradients);
        _observed = true;
    }

    /// <summary>Splits the batch as is best by what it knows; false when it stays as it was.</summary>
    public bool Tune()
    {
        BatchConfiguration next = Choose();
        next = Report.Limits.Capped(next.LocalBatch, next.AccumulationSteps, _total);
        if (next == _batch)
        {
            return false;
        }

        (_batch, _observed) = (next, false);
        _step = _tables[0].At(_gpus, next.LocalBatch);
        for (int i = 1; i < _tables.Length; i++)
        {
            StepTime other = _tables[i].At(_gpus, next.LocalBatch);
            _step = other.Seconds > _step.Seconds ? other : _step;
        }

        _gradients = _application.Gradients(Size, Epoch);
        return true;
    }

    /// <summary>The current epoch is complete.</summary>
    public void EndEpoch()
    {
        Observe();
        double before = Epoch > 0 ? _application.IterationsAt(Size, Epoch - 1) : 0;
        Report.EndEpoch(
            _application.MetricAt(Size, Epoch), _application.IterationsAt(Size, Epoch) - before,
            _losses?.Observed(Epoch + 1));
        Epoch++;
        if (!Tune())
        {
            _gradients = _application.Gradients(Size, Epoch);
            _observed = false;
        }
    }

    /// <summary>Falls back to the epoch in which so much work was done.</summary>
    public void FallBack(TimeSpan done)
    {
        while (Epoch > 0 && Goal(Epoch) > done)
        {
            Epoch--;
        }

        Report.ForgetEpochs(Epoch);
    }

    private TimeSpan Goal(int epochs) => new((long)Math.Round(_application.ProgressAfter(epochs) * _workPerProgress));

    private BatchConfiguration Choose()
    {
        return Report.FixedBatchSize is { } fixedSize ? _limits.Split(fixedSize, _total)
            : Goodput() is { } goodput ? goodput.Best(_gpus.Length, _total).Batch
            : _limits.Split(Math.Max(_limits.Initial, _limits.SmallestLocal * _total), _total);
    }

    // On GPUs of a model with measurements of its own only what was observed on these counts.
    private GoodputModel? Goodput() => _own is null
        ? Report.Goodput
        : Report.On(_model!) is { } observed && Report.Gradients is { } gradients
            ? new GoodputModel(observed.Performance, gradients, _limits)
            : null;
}
