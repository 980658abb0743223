using ClusterSim.Time;

namespace ClusterSim.Traces.Google;

/// <summary>What is known of one instance so far.</summary>
internal struct GoogleInstance
{
    private long _runTicks;
    private SimTime? _scheduled;

    /// <summary>The last event.</summary>
    public SimTime Last { get; private set; }

    /// <summary>The first schedule.</summary>
    public SimTime? Start { get; private set; }

    /// <summary>The last end of an interval on a machine.</summary>
    public SimTime? End { get; private set; }

    public double Cpus { get; private set; }

    public double Memory { get; private set; }

    /// <summary>How often it was scheduled.</summary>
    public int Starts { get; private set; }

    /// <summary>The last event that ended it; a submission when there is none.</summary>
    public GoogleEventType Ending { get; private set; }

    public void Take(in GoogleEvent row)
    {
        Last = row.Time;
        Cpus = Math.Max(Cpus, row.Cpus);
        Memory = Math.Max(Memory, row.Memory);
        if (row.Type == GoogleEventType.Schedule && _scheduled is null)
        {
            _scheduled = row.Time;
            Start ??= row.Time;
            Starts++;
        }
        else if (row.Type is >= GoogleEventType.Evict and <= GoogleEventType.Lost)
        {
            Ending = row.Type;
            _runTicks += _scheduled is { } since ? (row.Time - since).Ticks : 0;
            End = _scheduled is null ? End : row.Time;
            _scheduled = null;
        }
    }

    /// <summary>Whether it was on a machine when the trace ended.</summary>
    public readonly bool IsRunning => _scheduled is not null;

    /// <summary>Time on machines, summed up.</summary>
    public readonly TimeSpan RunTime(SimTime end) =>
        new(_runTicks + (_scheduled is { } since ? (end - since).Ticks : 0));
}
