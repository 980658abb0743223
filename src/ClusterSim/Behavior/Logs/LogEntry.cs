namespace ClusterSim.Behavior.Logs;

/// <summary>One message of a log, after lines that belong together were joined.</summary>
/// <param name="Number">Number of the entry in its file, from 1.</param>
/// <param name="Nanoseconds">Time stamp in nanoseconds since 1970-01-01 UTC.</param>
/// <param name="Text">
/// What rules are matched against: the message of a container log, the whole line (stamp included) of a log whose stamp
/// was found by a regular expression.
/// </param>
public readonly record struct LogEntry(long Number, long Nanoseconds, string Text)
{
    /// <summary>Kind of the source that it comes from, e.g. <c>cre.log.nginx</c>.</summary>
    /// <value>Default <c>null</c>: not known; every rule reads it.</value>
    public string? Source { get; init; }
}
