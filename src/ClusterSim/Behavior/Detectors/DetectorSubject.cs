namespace ClusterSim.Behavior.Detectors;

/// <summary>What a detector watches one by one.</summary>
public enum DetectorSubject
{
    /// <summary>The queue of the job; jobs without one form a class of their own.</summary>
    Queue,

    /// <summary>The user of the job; jobs without one are left out.</summary>
    User,

    /// <summary>The application of the job; jobs without one are left out.</summary>
    Application,

    /// <summary>The first node of the job.</summary>
    Node,
}
