using System.Collections.Immutable;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>The registry of schedules of other programs that ours must equal, job by job.</summary>
public static class PeerSchedules
{
    /// <summary>All schedules: one list for each peer, in the order of the page that shows them.</summary>
    public static ImmutableArray<PeerSchedule> All { get; } =
    [
        .. TextbookSchedules.All,
        .. AccaSimSchedules.All,
        .. RlSchedulerSchedules.All,
        .. BatschedSchedules.All,
        .. RapsSchedules.All,
        .. PaiSchedules.All,
        .. LucidSchedules.All,
        .. TiresiasSchedules.All,
    ];

    /// <summary>The schedules that a name means: one schedule, all of a peer (<c>accasim</c>), or <c>all</c>.</summary>
    /// <param name="name">The name.</param>
    /// <returns>At least one schedule.</returns>
    /// <exception cref="ExperimentException">The name means none.</exception>
    public static ImmutableArray<PeerSchedule> Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ImmutableArray<PeerSchedule> found =
            [.. All.Where(schedule => name == "all" || schedule.Name == name || PeerOf(schedule) == name)];
        string[] known = ["all", .. All.Select(PeerOf).Distinct()];
        return found.Length > 0 ? found : throw new ExperimentException(
            $"found '{name}', {NearestName.Expected(name, known)}, or a case that 'clustersim reproduce' lists");
    }

    private static string PeerOf(PeerSchedule schedule) => schedule.Name[..schedule.Name.IndexOf('/')];
}
