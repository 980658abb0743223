namespace ClusterSim.Behavior.Logs;

/// <summary>How the time stamps of a log look.</summary>
/// <param name="Expression">RE2 expression whose first group is the stamp.</param>
/// <param name="Format">
/// rfc3339, rfc3339nano, unix, epochany, epochseconds, epochmillis, epochmicros, epochnanos, dotnotation, or a layout
/// of the Go language such as <c>2006-01-02 15:04:05</c>.
/// </param>
public sealed record LogStamp(string Expression, string Format);
