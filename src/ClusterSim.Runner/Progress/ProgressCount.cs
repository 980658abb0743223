using System.Diagnostics;
using ClusterSim.Experiments;

namespace ClusterSim.Runner.Progress;

/// <summary>Counts how far an experiment is; safe to be told from several threads.</summary>
internal class ProgressCount : IExperimentProgress
{
    private readonly Stopwatch _clock = new();
    private readonly Lock _gate = new();
    private int _scenarios;
    private int _finished;
    private int _reused;
    private int _known;
    private long _jobsKnown;
    private long _jobsDone;

    /// <summary>Where the experiment stands now.</summary>
    public ProgressState State
    {
        get
        {
            lock (_gate)
            {
                return new ProgressState(
                    _scenarios, _finished, _reused, _jobsDone, EstimatedJobs(), _clock.Elapsed);
            }
        }
    }

    public virtual void Begin(int scenarios, int finished)
    {
        lock (_gate)
        {
            (_scenarios, _finished, _reused) = (scenarios, finished, finished);
            _clock.Start();
        }
    }

    public virtual void Started(Scenario scenario, int jobs)
    {
        lock (_gate)
        {
            _known++;
            _jobsKnown += jobs;
        }
    }

    public void Advanced(Scenario scenario, int jobs) => Interlocked.Add(ref _jobsDone, jobs);

    public virtual void Finished(Scenario scenario)
    {
        lock (_gate)
        {
            _finished++;
        }
    }

    // Scenarios that have not started are taken to be like those that have.
    private double EstimatedJobs()
    {
        int left = _scenarios - _reused - _known;
        return _known == 0 ? 0 : _jobsKnown + ((double)_jobsKnown / _known * left);
    }
}
