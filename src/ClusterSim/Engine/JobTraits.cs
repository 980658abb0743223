using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Engine;

/// <summary>
/// What the loop asks of a profile at every event, in dense arrays: following job, profile and request to their places
/// in memory would cost more than all the rest of an event.
/// </summary>
internal sealed class JobTraits
{
    private const byte OutcomeBits = 3;
    private const byte PhasesBit = 4;
    private const byte MetricsBit = 8;

    private readonly SimTime[] _submitTimes;
    private readonly long[] _workTicks;
    private readonly byte[] _flags;

    public JobTraits(Workload workload)
    {
        int count = workload.Jobs.Length;
        (_submitTimes, _workTicks, _flags) = (new SimTime[count], new long[count], new byte[count]);
        for (int job = 0; job < count; job++)
        {
            JobProfile profile = workload.Jobs[job].Profile;
            _submitTimes[job] = workload.Jobs[job].SubmitTime;
            _workTicks[job] = profile.RunTime.Ticks;
            _flags[job] = (byte)((int)profile.Outcome
                | (profile.Phases.IsDefaultOrEmpty ? 0 : PhasesBit)
                | (profile.Metrics.IsDefaultOrEmpty ? 0 : MetricsBit));
            AnyMetrics |= !profile.Metrics.IsDefaultOrEmpty;
        }
    }

    public SimTime SubmitTime(int job) => _submitTimes[job];

    /// <summary>Work of the whole job.</summary>
    public TimeSpan Work(int job) => new(_workTicks[job]);

    public JobOutcome Outcome(int job) => (JobOutcome)(_flags[job] & OutcomeBits);

    /// <summary>Whether some job has levels of metrics.</summary>
    public bool AnyMetrics { get; }

    /// <summary>Whether levels of metrics of the job are known.</summary>
    public bool HasMetrics(int job) => (_flags[job] & MetricsBit) != 0;

    /// <summary>Whether the job's utilization is known.</summary>
    public bool HasPhases(int job) => (_flags[job] & PhasesBit) != 0;
}
