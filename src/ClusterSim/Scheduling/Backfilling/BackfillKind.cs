namespace ClusterSim.Scheduling.Backfilling;

/// <summary>What happens behind a job that does not fit.</summary>
public enum BackfillKind
{
    /// <summary>Everybody behind it waits: the head blocks the queue.</summary>
    None,

    /// <summary>It is skipped without any promise: whoever fits starts.</summary>
    Skip,

    /// <summary>The head gets a reservation; others start if they do not delay it (EASY).</summary>
    Easy,

    /// <summary>Every job gets a reservation; others start if they delay nobody.</summary>
    Conservative,
}
