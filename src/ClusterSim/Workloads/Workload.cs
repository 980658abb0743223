using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ClusterSim.Time;

namespace ClusterSim.Workloads;

/// <summary>
/// A normalised, validated, immutable list of jobs, ordered by (submit time, natural order of the id, or its text where
/// the source says so) whatever the order of the rows that it was made from. A job's position in <see cref="Jobs"/> is
/// its index everywhere else.
/// </summary>
public sealed class Workload : IJobDirectory
{
    /// <summary>Sorts and validates <paramref name="jobs"/>.</summary>
    /// <param name="jobs">The jobs in any order.</param>
    /// <param name="source">Where they come from.</param>
    /// <exception cref="WorkloadException">An id occurs twice, or a job has an impossible value.</exception>
    public Workload(IEnumerable<Job> jobs, WorkloadSource? source = null)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        Source = source ?? new WorkloadSource();
        Job[] sorted = [.. jobs];
        Comparison<Job> order = Source.OrderIdsAsText ? CompareIdsAsText : Compare;
        if (!IsSorted(sorted, order))
        {
            Array.Sort(sorted, order);
        }

        WorkloadRules.Check(sorted);
        Jobs = ImmutableCollectionsMarshal.AsImmutableArray(sorted);
    }

    /// <summary>
    /// The jobs by (submit time, natural order of the id), or its text: <see cref="WorkloadSource.OrderIdsAsText"/>.
    /// </summary>
    public ImmutableArray<Job> Jobs { get; }

    string IJobDirectory.IdOf(int job) => Jobs[job].Id;

    JobRequest IJobDirectory.RequestOf(int job) => Jobs[job].Request;

    /// <summary>Where the workload comes from.</summary>
    public WorkloadSource Source { get; }

    /// <summary>The first submission; <see cref="SimTime.Zero"/> when there are no jobs.</summary>
    public SimTime FirstSubmit => Jobs.IsEmpty ? SimTime.Zero : Jobs[0].SubmitTime;

    /// <summary>The last submission; <see cref="SimTime.Zero"/> when there are no jobs.</summary>
    public SimTime LastSubmit => Jobs.IsEmpty ? SimTime.Zero : Jobs[^1].SubmitTime;

    private static int Compare(Job a, Job b)
    {
        int byTime = a.SubmitTime.CompareTo(b.SubmitTime);
        return byTime != 0 ? byTime : NaturalOrder.Instance.Compare(a.Id, b.Id);
    }

    private static int CompareIdsAsText(Job a, Job b)
    {
        int byTime = a.SubmitTime.CompareTo(b.SubmitTime);
        return byTime != 0 ? byTime : string.CompareOrdinal(a.Id, b.Id);
    }

    private static bool IsSorted(Job[] jobs, Comparison<Job> order)
    {
        for (int i = 1; i < jobs.Length; i++)
        {
            if (order(jobs[i - 1], jobs[i]) > 0)
            {
                return false;
            }
        }

        return true;
    }
}
