using System.Globalization;
using ClusterSim.Experiments.Fidelity;
using ClusterSim.Experiments.Published;

namespace ClusterSim.Runner.Verbs;

/// <summary>What <c>reproduce</c> prints.</summary>
internal static class ReproduceText
{
    public static void List(TextWriter to)
    {
        int width = PeerSchedules.All.Select(schedule => schedule.Name)
            .Concat(PublishedStudies.All.Select(study => study.Name)).Max(name => name.Length);
        to.WriteLine("published numbers (all of them: published):");
        foreach (PublishedStudy study in PublishedStudies.All)
        {
            to.WriteLine($"{study.Name.PadRight(width)}  {study.Title}");
        }

        to.WriteLine("\nschedules (all of them: job-by-job):");
        foreach (PeerSchedule schedule in PeerSchedules.All)
        {
            string peer = $"{schedule.Peer.Name} {schedule.Peer.Version}, {schedule.PeerPolicy}";
            to.WriteLine($"{schedule.Name.PadRight(width)}  {peer}; ours: {schedule.Policy}");
        }
    }

    public static void Write(PeerComparison comparison, TextWriter to)
    {
        to.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{comparison.Schedule.Name}: {comparison.JobsEqual} of {comparison.Jobs} jobs equal, largest difference "
            + $"{comparison.LargestDifference.TotalSeconds:0.#######} s, "
            + $"{comparison.CpuTime.TotalSeconds:0.00} s CPU"));
        if (comparison.Schedule.Reason.Length > 0)
        {
            to.WriteLine("  known: " + comparison.Schedule.Reason);
        }

        foreach (string difference in comparison.IsAsExpected ? [] : comparison.Differences)
        {
            to.WriteLine("  " + difference);
        }
    }
}
