namespace ClusterSim.Experiments.Explaining;

/// <summary>Why a job did not run at a moment; the first that applies, in this order.</summary>
public enum WaitCause
{
    /// <summary>The policy held the job back for a reason that it told, whether or not there was room.</summary>
    HeldBack,

    /// <summary>Fewer GPUs than it asks for were free on the nodes that it accepts.</summary>
    TooFewGpus,

    /// <summary>Enough GPUs would have been free if nodes that were down had been up.</summary>
    NodesDown,

    /// <summary>Enough GPUs would have been free if nodes that slept or were waking up had been awake.</summary>
    NodesAsleep,

    /// <summary>Enough GPUs were free, but not enough of them together on single nodes.</summary>
    Scattered,

    /// <summary>Its GPUs were free, but not enough cores on the nodes that it accepts.</summary>
    TooFewCores,

    /// <summary>GPUs and cores were free, but not enough memory on the nodes that it accepts.</summary>
    TooLittleMemory,

    /// <summary>Each resource alone would have been enough, but not together on the same nodes.</summary>
    NotTogether,

    /// <summary>There was room, but it is kept for another job that comes first.</summary>
    Reservation,

    /// <summary>There was room, and the policy did not tell why it did not use it for this job.</summary>
    NotChosen,
}
