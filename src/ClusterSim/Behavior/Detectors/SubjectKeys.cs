using System.Globalization;

namespace ClusterSim.Behavior.Detectors;

/// <summary>Names of subjects, e.g. <c>user=ann</c>, <c>node=3</c>.</summary>
internal static class SubjectKeys
{
    /// <summary>The subject that a job belongs to; <c>null</c> when it belongs to none.</summary>
    public static string? Of(DetectorSubject by, WatchedJob job) => by switch
    {
        DetectorSubject.User => Named("user", job.Request.User),
        DetectorSubject.Application => Named("application", job.Request.Application),
        DetectorSubject.Node => job.Node >= 0
            ? string.Create(CultureInfo.InvariantCulture, $"node={job.Node}")
            : null,
        _ => Named("queue", job.Request.Queue) ?? "queue=-",
    };

    private static string? Named(string kind, string name) => name.Length > 0 ? $"{kind}={name}" : null;
}
