using ClusterSim.Events;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>The last samples of each running job that tell how fast it is.</summary>
internal sealed class Utilizations
{
    // Utilization has returned when it rose by 5 points: our choice, above the noise of a sampled mean.
    private const int RisePermille = 50;

    private readonly short[] _permille;
    private readonly Dictionary<int, double> _stepSeconds = [];

    public Utilizations(int jobs)
    {
        _permille = new short[jobs];
        Array.Fill(_permille, (short)-1);
    }

    /// <summary>Last sample in 1/1000 of the GPUs held; -1 when there is none since the last start.</summary>
    public int Permille(int job) => _permille[job];

    /// <summary>
    /// Last sample of the time of a training step in seconds; 0 when there is none since the last start.
    /// </summary>
    public double StepSeconds(int job) => _stepSeconds.GetValueOrDefault(job);

    /// <summary>Whether a job is clearly busier than it was.</summary>
    public bool Returned(int job, int beforePermille) =>
        beforePermille >= 0 && _permille[job] >= beforePermille + RisePermille;

    public void Observe(in SimulationEvent happened)
    {
        if (happened.Kind == EventKind.UtilizationChanged)
        {
            _permille[happened.Job] = (short)Math.Round(happened.Value);
        }
        else if (IsStepTime(happened))
        {
            _stepSeconds[happened.Job] = happened.Value;
        }
        else if (JobEvents.Stops(happened.Kind))
        {
            _permille[happened.Job] = -1;
            _stepSeconds.Remove(happened.Job);
        }
    }

    /// <summary>Whether an event is a sample of the time of a training step of a whole job.</summary>
    public static bool IsStepTime(in SimulationEvent happened) =>
        happened is { Kind: EventKind.MetricSampled, Detail: (int)Metric.StepTime, Job: >= 0, Value: > 0 };
}
