namespace ClusterSim.Workloads.Training;

/// <summary>Step times that a training job has observed, and the parameters that explain them.</summary>
public sealed class TrainingObservations
{
    private readonly List<StepTimeSample> _samples = [];
    private readonly HashSet<(int Nodes, int Gpus, int LocalBatch)> _seen = [];
    private PerformanceParameters _fitted;
    private int _fittedTo;

    internal TrainingObservations()
    {
    }

    /// <summary>The step times, one of each number of nodes, GPUs and local batch.</summary>
    public IReadOnlyList<StepTimeSample> Samples => _samples;

    /// <summary>The most GPUs with which the job has run; 0 before the first step.</summary>
    public int MostGpus { get; private set; }

    /// <summary>The parameters that explain the step times best; there must be some.</summary>
    public PerformanceParameters Performance
    {
        get
        {
            if (_fittedTo < _samples.Count)
            {
                (_fitted, _fittedTo) = (PerformanceFit.Of(_samples), _samples.Count);
            }

            return _fitted;
        }
    }

    /// <summary>Notes a step; false when it was known.</summary>
    internal bool Add(StepTimeSample sample)
    {
        if (!_seen.Add((sample.Nodes, sample.Gpus, sample.LocalBatch)))
        {
            return false;
        }

        _samples.Add(sample);
        MostGpus = Math.Max(MostGpus, sample.Gpus);
        return true;
    }
}
