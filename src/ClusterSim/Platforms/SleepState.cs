namespace ClusterSim.Platforms;

/// <summary>A way to put a node to sleep: what it draws then, and what going to sleep and waking up cost.</summary>
public sealed record SleepState
{
    /// <summary>Power while asleep, in watts.</summary>
    public required double Watts { get; init; }

    /// <summary>How long it takes to go to sleep.</summary>
    public required TimeSpan SwitchOffTime { get; init; }

    /// <summary>Power while going to sleep, in watts.</summary>
    public required double SwitchOffWatts { get; init; }

    /// <summary>How long it takes to wake up.</summary>
    public required TimeSpan SwitchOnTime { get; init; }

    /// <summary>Power while waking up, in watts.</summary>
    public required double SwitchOnWatts { get; init; }
}
