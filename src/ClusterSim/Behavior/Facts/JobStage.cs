namespace ClusterSim.Behavior.Facts;

/// <summary>Where a job stands, as far as the events have told.</summary>
internal enum JobStage
{
    /// <summary>Neither a submission nor a start has been seen.</summary>
    Unknown,

    /// <summary>In the queue.</summary>
    Waiting,

    /// <summary>On its nodes.</summary>
    Running,

    /// <summary>Gone for good.</summary>
    Ended,
}
