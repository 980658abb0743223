using ClusterSim.Time;

namespace ClusterSim.Scheduling.Preemption;

/// <summary>
/// Which running jobs were told to give way, and when they stop. A notice stands until its job stops or ends.
/// </summary>
internal sealed class Notices(int jobCount, TimeSpan grace)
{
    private readonly SimTime[] _due = JobTable.Never(jobCount);

    /// <summary>Whether a job was told.</summary>
    public bool Has(int job) => !_due[job].IsNever;

    /// <summary>Tells a job unless it was told before.</summary>
    /// <returns>Whether it may be stopped now.</returns>
    public bool IsDue(int job, SimTime now, Plan plan)
    {
        if (grace > TimeSpan.Zero && !Has(job))
        {
            _due[job] = now + grace;
            plan.WakeAt(_due[job]);
        }

        return grace == TimeSpan.Zero || _due[job] <= now;
    }

    /// <summary>The job does not run any more.</summary>
    public void Forget(int job) => _due[job] = SimTime.Never;
}
