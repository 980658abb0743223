namespace ClusterSim.Scheduling.Shifting;

/// <summary>What makes a start good.</summary>
internal enum StartKind
{
    /// <summary>The value of the step in which the job starts is the lowest.</summary>
    LowestSlot,

    /// <summary>The mean over the expected length of the job is the lowest.</summary>
    LowestWindow,

    /// <summary>What is saved for each second until the job is done is the greatest.</summary>
    SavingPerTime,
}
