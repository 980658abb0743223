using ClusterSim.Time;

namespace ClusterSim.Scheduling.Shifting;

/// <summary>
/// How long jobs are expected to run: by their walltimes, or by the mean of the class (short or long) that ended so
/// far, as GAIA's queues have one. A job whose walltime is unknown is taken for long.
/// </summary>
internal sealed class JobLengths(ShiftingOptions options)
{
    private static readonly TimeSpan s_unknown = TimeSpan.FromHours(1);
    private readonly double[] _seconds = new double[2];
    private readonly int[] _counts = new int[2];

    /// <summary>Longest delay of a job.</summary>
    public TimeSpan MaxDelayOf(in JobView job) =>
        IsShort(job) && options.ShortMaxDelay < options.MaxDelay ? options.ShortMaxDelay : options.MaxDelay;

    /// <summary>How long a job is expected to run from now on, if nothing stops it; more than zero.</summary>
    public TimeSpan LeftOf(in JobView job)
    {
        TimeSpan left = LengthOf(job) - job.ExecutedTime;
        return left > TimeSpan.Zero ? left : new TimeSpan(1);
    }

    /// <summary>Learns from the jobs that ended.</summary>
    public void Learn(SchedulingView view)
    {
        foreach (int index in view.Left)
        {
            JobView job = view.Job(index);
            if (job.Status is not (JobStatus.Pending or JobStatus.Running))
            {
                int kind = IsShort(job) ? 0 : 1;
                _seconds[kind] += job.ExecutedTime.TotalSeconds;
                _counts[kind]++;
            }
        }
    }

    private TimeSpan LengthOf(in JobView job) => options.Lengths switch
    {
        LengthSource.Given => IsShort(job) ? options.GivenLengths.Short : options.GivenLengths.Long,
        LengthSource.Walltime => job.Request.Walltime ?? MeanOf(job),
        _ => MeanOf(job),
    };

    private TimeSpan MeanOf(in JobView job)
    {
        int kind = IsShort(job) ? 0 : 1;
        return _counts[kind] > 0 ? SimTime.Length(_seconds[kind] / _counts[kind]) : job.Request.Walltime ?? s_unknown;
    }

    private bool IsShort(in JobView job) => job.Request.Walltime is { } walltime && walltime < options.ShortLimit;
}
