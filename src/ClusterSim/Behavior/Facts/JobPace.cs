using ClusterSim.Events;

namespace ClusterSim.Behavior.Facts;

/// <summary>
/// How many GPUs and nodes a job has used since its start, and how fast its steps are. NaN is not known.
/// </summary>
internal struct JobPace()
{
    // A step that takes half as long again as usual is no example of the usual.
    private const double UsualUpTo = 1.5;

    private double _usualSeconds, _usualSteps;

    /// <summary>Most GPUs that were in use at a time.</summary>
    public double MostGpus { get; private set; } = double.NaN;

    /// <summary>Most nodes that were in use at a time.</summary>
    public double MostNodes { get; private set; } = double.NaN;

    /// <summary>Latest step time over the mean of the usual ones before it.</summary>
    public double StepRatio { get; private set; } = double.NaN;

    /// <summary>Takes in a sample; metrics that say nothing of the pace are passed over.</summary>
    public void Take(Metric metric, double value)
    {
        switch (metric)
        {
            case Metric.ActiveGpus:
                MostGpus = MostGpus >= value ? MostGpus : value;
                break;
            case Metric.ActiveNodes:
                MostNodes = MostNodes >= value ? MostNodes : value;
                break;
            case Metric.StepTime:
                TakeStep(value);
                break;
        }
    }

    private void TakeStep(double seconds)
    {
        StepRatio = _usualSteps > 0 ? seconds * _usualSteps / _usualSeconds : double.NaN;
        if (!(StepRatio >= UsualUpTo) && seconds > 0)
        {
            _usualSeconds += seconds;
            _usualSteps++;
        }
    }
}
