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
}
