using ClusterSim.Events;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>The last sample of utilization of each running job.</summary>
internal sealed class Utilizations
{
    // Utilization has returned when it rose by 5 points: our choice, above the noise of a sampled mean.
    private const int RisePermille = 50;

    private readonly short[] _permille;

    public Utilizations(int jobs)
    {
        _permille = new short[jobs];
        Array.Fill(_permille, (short)-1);
    }

    /// <summary>Last sample in 1/1000 of the GPUs held; -1 when there is none since the last start.</summary>
    public int Permille(int job) => _permille[job];

    /// <summary>Whether a job is clearly busier than it was.</summary>
    public bool Returned(int job, int beforePermille) =>
        beforePermille >= 0 && _permille[job] >= beforePermille + RisePermille;

    public void Observe(in SimulationEvent happened)
    {
        if (happened.Kind == EventKind.UtilizationChanged)
        {
            _permille[happened.Job] = (short)Math.Round(happened.Value);
        }
        else if (JobEvents.Stops(happened.Kind))
        {
            _permille[happened.Job] = -1;
        }
    }
}
