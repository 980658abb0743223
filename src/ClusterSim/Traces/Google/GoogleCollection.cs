using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Google;

/// <summary>What is known of one collection so far.</summary>
internal sealed class GoogleCollection
{
    private GoogleEventType? _ending;
    private SimTime? _submitted, _enabled;
    private bool _anyFailed, _anyKilled;

    public required int Line { get; init; }

    public SimTime First { get; private set; } = SimTime.Never;

    /// <summary>
    /// The first submission or, under the batch scheduler, when it was let out of its queue; <c>null</c> for what
    /// stood before the trace began.
    /// </summary>
    public SimTime? Submit => First == SimTime.Zero ? null : _enabled ?? _submitted;

    public SimTime? Start { get; private set; }

    public SimTime? End { get; private set; }

    public TimeSpan RunTime { get; private set; }

    public int Instances { get; private set; }

    public double Cpus { get; private set; } = -1;

    public double Memory { get; private set; } = -1;

    public int Priority { get; private set; }

    public string User { get; private set; } = "";

    public string Name { get; private set; } = "";

    public bool IsAllocSet { get; private set; }

    public bool IsInAllocSet { get; private set; }

    public bool IsBatch { get; private set; }

    public bool IsSynthesised { get; private set; }

    public bool HasDependencies { get; private set; }

    public bool IsRunning { get; private set; }

    public bool IsUneven { get; private set; }

    public bool WasRestarted { get; private set; }

    public JobOutcome Outcome => _ending switch
    {
        GoogleEventType.Finish => JobOutcome.Completed,
        GoogleEventType.Fail or GoogleEventType.Lost => JobOutcome.Failed,
        GoogleEventType.Kill or GoogleEventType.Evict => JobOutcome.Cancelled,
        _ => _anyFailed ? JobOutcome.Failed : _anyKilled ? JobOutcome.Cancelled : JobOutcome.Completed,
    };

    public void Take(in GoogleEvent row)
    {
        First = SimTime.Min(First, row.Time);
        IsAllocSet |= row.IsAllocSet;
        IsInAllocSet |= row.IsInAllocSet;
        IsBatch |= row.IsBatch;
        IsSynthesised |= row.IsSynthesised;
        HasDependencies |= row.HasDependencies;
        Priority = row.Priority;
        User = row.User.Length > 0 ? row.User : User;
        Name = row.Name.Length > 0 ? row.Name : Name;
        if (row.Type == GoogleEventType.Submit)
        {
            _submitted = Earlier(_submitted, row.Time);
        }
        else if (row.Type == GoogleEventType.Enable && row.IsBatch)
        {
            _enabled = Earlier(_enabled, row.Time);
        }

        if (row.Instance == GoogleEvent.NoInstance && !row.Time.IsNever
            && row.Type is >= GoogleEventType.Evict and <= GoogleEventType.Lost)
        {
            _ending = row.Type;
        }
    }

    public void Take(in GoogleInstance instance, SimTime end)
    {
        IsUneven |= Instances > 0 && (Cpus != instance.Cpus || Memory != instance.Memory);
        Instances++;
        Cpus = Math.Max(Cpus, instance.Cpus);
        Memory = Math.Max(Memory, instance.Memory);
        Start = Start is null || instance.Start < Start ? instance.Start ?? Start : Start;
        End = End is null || instance.End > End ? instance.End ?? End : End;
        TimeSpan run = instance.RunTime(end);
        RunTime = run > RunTime ? run : RunTime;
        IsRunning |= instance.IsRunning;
        WasRestarted |= instance.Starts > 1;
        _anyFailed |= instance.Ending is GoogleEventType.Fail or GoogleEventType.Lost;
        _anyKilled |= instance.Ending is GoogleEventType.Kill or GoogleEventType.Evict;
    }

    private static SimTime? Earlier(SimTime? known, SimTime time) =>
        time.IsNever || known <= time ? known : time;
}
