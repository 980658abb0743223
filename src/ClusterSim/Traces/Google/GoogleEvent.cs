using ClusterSim.Time;

namespace ClusterSim.Traces.Google;

/// <summary>An event of a collection or of one of its instances, as Google's trace of 2019 has it.</summary>
internal record struct GoogleEvent
{
    /// <summary>Instance of events of a whole collection.</summary>
    public const int NoInstance = -1;

    public GoogleEvent()
    {
    }

    /// <summary>When it happened; <see cref="SimTime.Never"/> after the end of the trace.</summary>
    public SimTime Time { get; set; }

    public GoogleEventType Type { get; set; }

    public long Collection { get; set; }

    public int Instance { get; set; } = NoInstance;

    /// <summary>Whether the collection is an alloc set, within which other collections run.</summary>
    public bool IsAllocSet { get; set; }

    /// <summary>Whether the collection runs within an alloc set.</summary>
    public bool IsInAllocSet { get; set; }

    /// <summary>Whether the event was put in because the recorded one was lost.</summary>
    public bool IsSynthesised { get; set; }

    /// <summary>Whether the collection has a parent or starts after others.</summary>
    public bool HasDependencies { get; set; }

    public bool IsBatch { get; set; }

    public int Priority { get; set; }

    /// <summary>CPU asked for, as a share of the largest machine.</summary>
    public double Cpus { get; set; }

    /// <summary>Memory asked for, as a share of the largest machine.</summary>
    public double Memory { get; set; }

    public string User { get; set; } = "";

    public string Name { get; set; } = "";
}

/// <summary>What happened, by Google's numbers.</summary>
internal enum GoogleEventType
{
    Submit, Queue, Enable, Schedule, Evict, Fail, Finish, Kill, Lost, UpdatePending, UpdateRunning,
}
