using ClusterSim.Events;
using ClusterSim.Workloads;

namespace ClusterSim.Behavior.Detectors;

/// <summary>
/// What detectors know of jobs that wait or run: requests and where and since when they run. A job is forgotten at its
/// end, so that memory is bounded by the jobs in the system, not by those that have ever been.
/// </summary>
internal sealed class DetectorJobs(IJobDirectory directory)
{
    private readonly Dictionary<int, WatchedJob> _jobs = [];
    private WatchedJob? _ended;
    private int _endedJob = -1;

    public string IdOf(int job) => directory.IdOf(job);

    /// <summary>The job of an event; <c>null</c> for one that was never submitted or started.</summary>
    public WatchedJob? Find(int job) =>
        job == _endedJob ? _ended : _jobs.GetValueOrDefault(job);

    /// <summary>Takes in an event before the detectors see it; at an end they still find the job.</summary>
    public void Observe(in SimulationEvent happened)
    {
        (_ended, _endedJob) = (null, -1);
        if (happened.Job < 0)
        {
            return;
        }

        switch (happened.Kind)
        {
            case EventKind.JobSubmitted:
                _jobs[happened.Job] = new WatchedJob(directory.RequestOf(happened.Job)) { SubmitTime = happened.Time };
                break;
            case EventKind.JobStarted:
                Start(happened);
                break;
            case EventKind.JobResized or EventKind.JobMigrated:
                Place(happened);
                break;
            default:
                if (JobStops.Stops(happened))
                {
                    Stop(happened);
                }

                break;
        }
    }

    private void Start(in SimulationEvent happened)
    {
        if (!_jobs.TryGetValue(happened.Job, out WatchedJob? job))
        {
            _jobs[happened.Job] = job = new WatchedJob(directory.RequestOf(happened.Job));
        }

        (job.LastStart, job.IsRunning) = (happened.Time, true);
        Place(happened);
    }

    private void Place(in SimulationEvent happened)
    {
        if (_jobs.TryGetValue(happened.Job, out WatchedJob? job))
        {
            (job.Gpus, job.Node) = (happened.Gpus, happened.Node >= 0 ? happened.Node : job.Node);
        }
    }

    private void Stop(in SimulationEvent happened)
    {
        if (!_jobs.TryGetValue(happened.Job, out WatchedJob? job))
        {
            return;
        }

        if (job.IsRunning)
        {
            job.LastRun = happened.Time - job.LastStart;
            job.Ran += job.LastRun;
            job.IsRunning = false;
        }

        if (JobStops.Ends(happened))
        {
            _jobs.Remove(happened.Job);
            (_ended, _endedJob) = (job, happened.Job);
        }
    }
}
