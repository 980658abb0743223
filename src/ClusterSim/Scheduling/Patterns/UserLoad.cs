using ClusterSim.Events;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>How many GPUs each user holds, and how many users there are at the moment.</summary>
internal sealed class UserLoad(SchedulingView view, JobGroups groups)
{
    private readonly long[] _gpus = new long[groups.UserCount];
    private readonly int[] _jobs = new int[groups.UserCount];
    private readonly long _total = view.Platform.TotalGpus;
    private int _present;

    /// <summary>
    /// Whether the user of a job holds more than an equal share of the cluster's GPUs among all who run or wait.
    /// </summary>
    public bool HoldsMoreThanHisShare(int job) =>
        _present > 1 && _gpus[groups.UserOf(job)] * _present > _total;

    public void Observe(in SimulationEvent happened)
    {
        if (happened.Job < 0)
        {
            return;
        }

        int user = groups.UserOf(happened.Job);
        switch (happened.Kind)
        {
            case EventKind.JobSubmitted:
                _present += _jobs[user]++ == 0 ? 1 : 0;
                break;
            case EventKind.JobStarted:
                _gpus[user] += happened.Gpus;
                break;
            case EventKind.JobResized:
                _gpus[user] += happened.Gpus - (long)happened.Value;
                break;
            case EventKind.JobRejected:
                Leave(user);
                break;
            default:
                if (JobEvents.Stops(happened.Kind))
                {
                    _gpus[user] -= happened.Gpus;
                    // A reclaim whose value is positive was wrong, and the job waits again.
                    bool gone = JobEvents.Ends(happened.Kind)
                        || happened is { Kind: EventKind.JobReclaimed, Value: 0 };
                    if (gone)
                    {
                        Leave(user);
                    }
                }

                break;
        }
    }

    private void Leave(int user) => _present -= --_jobs[user] == 0 ? 1 : 0;
}
