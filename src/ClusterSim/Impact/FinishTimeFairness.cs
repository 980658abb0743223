using ClusterSim.Engine;
using ClusterSim.Time;

namespace ClusterSim.Impact;

/// <summary>
/// Finish-time fairness rho of each job: its completion time over the one that it would have had on a private slice of
/// the cluster (Mahajan et al., Themis, NSDI 2020). The slice is 1/N of the GPUs (cores), N the users with a job in the
/// system, averaged over the stay of the job; a job without a named user counts as a user of its own. On the slice the
/// job starts at once and runs at reference speed, and as many times longer as it asks more than the slice has.
/// </summary>
internal sealed class FinishTimeFairness
{
    private readonly RunResult _run;
    private readonly double _capacity;
    private readonly bool _byGpus;
    private readonly SimTime[] _times;
    private readonly double[] _userSeconds;
    private readonly int[] _users;

    public FinishTimeFairness(RunResult run, bool byGpus)
    {
        (_run, _byGpus) = (run, byGpus);
        _capacity = byGpus ? run.Platform.TotalGpus : run.Platform.TotalCpuMilli / 1000.0;
        List<(SimTime Time, int Change, int User)> changes = Changes(run);
        changes.Sort((a, b) => a.Time.CompareTo(b.Time));
        (_times, _userSeconds) = (new SimTime[changes.Count], new double[changes.Count]);
        _users = new int[changes.Count];
        Dictionary<int, int> present = [];
        int users = 0;
        for (int i = 0; i < changes.Count; i++)
        {
            _times[i] = changes[i].Time;
            _userSeconds[i] = i == 0
                ? 0
                : _userSeconds[i - 1] + (users * (_times[i] - _times[i - 1]).TotalSeconds);
            int before = present.GetValueOrDefault(changes[i].User), after = before + changes[i].Change;
            present[changes[i].User] = after;
            users += before == 0 ? 1 : after == 0 ? -1 : 0;
            _users[i] = users;
        }
    }

    /// <summary>Rho of a job; <c>null</c> when it has not ended or runs for no time.</summary>
    public double? Of(int job)
    {
        JobResult result = _run.Jobs[job];
        Workloads.Job spec = _run.Workload.Jobs[job];
        double jct = JobMeasures.Ended(result) ? (result.EndTime - result.SubmitTime).TotalSeconds : 0;
        if (jct <= 0 || spec.Profile.RunTime <= TimeSpan.Zero || _capacity <= 0)
        {
            return null;
        }

        double users = Math.Max((UserSeconds(result.EndTime) - UserSeconds(result.SubmitTime)) / jct, 1);
        double asked = (_byGpus ? spec.Request.TotalGpuMilli : spec.Request.TotalCpuMilli) / 1000.0;
        double alone = spec.Profile.RunTime.TotalSeconds * Math.Max(1, asked * users / _capacity);
        return jct / alone;
    }

    private static List<(SimTime, int, int)> Changes(RunResult run)
    {
        List<(SimTime, int, int)> changes = [];
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        for (int job = 0; job < run.Jobs.Length; job++)
        {
            JobResult result = run.Jobs[job];
            if (result.Status is Scheduling.JobStatus.Rejected or Scheduling.JobStatus.Unsubmitted)
            {
                continue;
            }

            string name = run.Workload.Jobs[job].Request.User;
            int user = job;
            if (name.Length > 0 && !numbers.TryGetValue(name, out user))
            {
                numbers.Add(name, user = run.Jobs.Length + numbers.Count);
            }

            changes.Add((result.SubmitTime, +1, user));
            changes.Add((result.EndTime.IsNever ? run.EndTime : result.EndTime, -1, user));
        }

        return changes;
    }

    // The integral of the number of users from the first change to a time that is one of a change.
    private double UserSeconds(SimTime time)
    {
        int found = Array.BinarySearch(_times, time);
        int at = found >= 0 ? found : Math.Max(~found - 1, 0);
        return _userSeconds[at] + (_users[at] * (time - _times[at]).TotalSeconds);
    }
}
