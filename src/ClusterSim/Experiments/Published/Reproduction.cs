using System.Collections.Immutable;
using ClusterSim.Experiments.Fidelity;

namespace ClusterSim.Experiments.Published;

/// <summary>What the names given to <c>reproduce</c> mean.</summary>
/// <param name="Studies">Studies, in the order of the registry.</param>
/// <param name="Schedules">Comparisons job by job, in the order of the registry.</param>
public sealed record Reproduction(ImmutableArray<PublishedStudy> Studies, ImmutableArray<PeerSchedule> Schedules)
{
    private const string Everything = "all", OnlyStudies = "published";

    /// <summary>
    /// Looks up names: a study, a schedule, all schedules of a peer, <c>published</c> (all studies),
    /// <c>job-by-job</c> (all schedules) or <c>all</c>. A name may mean a study and a peer.
    /// </summary>
    /// <param name="names">The names, at least one.</param>
    /// <exception cref="ExperimentException">A name means nothing.</exception>
    public static Reproduction Find(IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (string name in names)
        {
            ThrowIfUnknown(name);
        }

        return new Reproduction(
            [.. PublishedStudies.All.Where(study => names.Any(name => Means(name, study)))],
            [.. PeerSchedules.All.Where(schedule => names.Any(name => Means(name, schedule)))]);
    }

    /// <summary>Whether names ask for whatever can be run, so that missing data are no error.</summary>
    /// <param name="names">The names.</param>
    public static bool TakesWhatIsThere(IEnumerable<string> names) =>
        names.Any(name => name is Everything or OnlyStudies or FidelityFolder.JobByJob);

    private static bool Means(string name, PublishedStudy study) =>
        name is Everything or OnlyStudies || name == study.Name;

    private static bool Means(string name, PeerSchedule schedule) =>
        name is Everything or FidelityFolder.JobByJob || name == schedule.Name || name == PeerOf(schedule);

    private static string PeerOf(PeerSchedule schedule) => schedule.Name[..schedule.Name.IndexOf('/')];

    private static void ThrowIfUnknown(string name)
    {
        string[] known =
        [
            Everything, OnlyStudies, FidelityFolder.JobByJob, .. PublishedStudies.All.Select(study => study.Name),
            .. PeerSchedules.All.Select(PeerOf).Distinct(),
        ];
        if (!known.Contains(name) && PeerSchedules.All.All(schedule => schedule.Name != name))
        {
            throw new ExperimentException(
                $"found '{name}', {NearestName.Expected(name, known)}, or a case that 'clustersim reproduce' lists");
        }
    }
}
