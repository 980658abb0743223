namespace ClusterSim.Reports.Privacy;

/// <summary>How tables are made fit to be published.</summary>
public sealed record PublishOptions
{
    /// <summary>
    /// How many different users must share every combination of what an outsider may know of a job. Jobs of rarer
    /// combinations are left out.
    /// </summary>
    /// <value>2 or more; default 5.</value>
    public int Crowd { get; init; } = 5;

    /// <summary>Points in time are moved down to a multiple of this.</summary>
    /// <value>More than zero; default 1 day.</value>
    public TimeSpan Step { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// The secret with which names are hashed: who has it can compute the hash of a name that he guesses, nobody else.
    /// The same key gives the same names in every table and every run.
    /// </summary>
    /// <value>16 bytes or more.</value>
    public required ReadOnlyMemory<byte> Key { get; init; }
}
