namespace ClusterSim.Statistics;

/// <summary>Which changes of a level count.</summary>
[Flags]
public enum ChangeDirection
{
    /// <summary>Rises.</summary>
    Up = 1,

    /// <summary>Falls.</summary>
    Down = 2,

    /// <summary>Both.</summary>
    Both = Up | Down,
}
