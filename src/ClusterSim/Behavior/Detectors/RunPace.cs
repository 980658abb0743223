using ClusterSim.Time;

namespace ClusterSim.Behavior.Detectors;

/// <summary>How fast one run goes on one node: mean step time, else time for a second of progress.</summary>
internal sealed class RunPace(int node)
{
    private double _steps, _lastProgress = double.NaN, _seconds, _progress;
    private int _count;
    private SimTime _last;

    public int Node => node;

    /// <summary>Seconds for a step, or for a reference second of progress; NaN when nothing is known.</summary>
    public double Seconds => _count > 0 ? _steps / _count : _progress > 0 ? _seconds / _progress : double.NaN;

    /// <summary>Whether <see cref="Seconds"/> are those of a step.</summary>
    public bool OfSteps => _count > 0;

    public void AddStep(double seconds) => (_steps, _count) = (_steps + seconds, _count + 1);

    public void AddProgress(SimTime now, double progress)
    {
        if (progress >= _lastProgress)
        {
            (_seconds, _progress) = (_seconds + (now - _last).TotalSeconds, _progress + progress - _lastProgress);
        }

        (_last, _lastProgress) = (now, progress);
    }
}
