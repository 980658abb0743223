using System.Globalization;
using ClusterSim.Randomness;

namespace ClusterSim.Workloads;

/// <summary>
/// Random parts of a workload. The same seed keeps the same jobs; their times stay, so that a share of the jobs is a
/// share of the load. Each leaves a line in <see cref="WorkloadSource.Transformations"/>.
/// </summary>
public static class WorkloadSamples
{
    /// <summary>Keeps a share of the jobs, rounded to a whole number of them; every job is equally likely.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="share">The share, 0 to 1.</param>
    /// <param name="seed">Seed of the choice.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not 0 to 1.</exception>
    public static Workload Sample(this Workload workload, double share, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(workload);
        CheckShare(share);
        int count = (int)Math.Round(share * workload.Jobs.Length, MidpointRounding.AwayFromZero);
        return workload.SampleCount(count, seed);
    }

    /// <summary>Keeps so many jobs, or all when there are fewer; every job is equally likely.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="count">How many; 0 or more.</param>
    /// <param name="seed">Seed of the choice.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static Workload SampleCount(this Workload workload, int count, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        HashSet<Job> kept = new(
            Chosen(workload.Jobs, count, new RandomStream(seed, "sample")), ReferenceEqualityComparer.Instance);
        return workload.Where(kept.Contains, Text($"sample of {kept.Count} jobs, seed {seed}"));
    }

    /// <summary>
    /// Keeps all jobs of a share of the users, rounded to a whole number of them; every user is equally likely. Users
    /// keep their habits, but the load can differ much from the share. Jobs without a user count as one user's.
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="share">The share of the users, 0 to 1.</param>
    /// <param name="seed">Seed of the choice.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not 0 to 1.</exception>
    public static Workload SampleUsers(this Workload workload, double share, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(workload);
        CheckShare(share);
        string[] users = [.. workload.Jobs.Select(job => job.Request.User).Distinct(StringComparer.Ordinal)];
        int count = (int)Math.Round(share * users.Length, MidpointRounding.AwayFromZero);
        HashSet<string> kept =
            new(Chosen(users, count, new RandomStream(seed, "sample/users")), StringComparer.Ordinal);
        return workload.Where(
            job => kept.Contains(job.Request.User), Text($"all jobs of {kept.Count} sampled users, seed {seed}"));
    }

    /// <summary>
    /// Keeps the same share of the jobs of every class. Where the share is no whole number of jobs, chance decides
    /// about the last one, so that small classes are neither lost nor favoured on the average.
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="share">The share of each class, 0 to 1.</param>
    /// <param name="classOf">Name of the class of a job, e.g. its user.</param>
    /// <param name="seed">Seed of the choice; each class has a stream of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not 0 to 1.</exception>
    public static Workload SampleEach(
        this Workload workload, double share, Func<Job, string> classOf, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(classOf);
        CheckShare(share);
        HashSet<Job> kept = new(ReferenceEqualityComparer.Instance);
        foreach (IGrouping<string, Job> jobs in workload.Jobs.GroupBy(classOf, StringComparer.Ordinal))
        {
            Job[] members = [.. jobs];
            RandomStream stream = new(seed, "sample/" + jobs.Key);
            kept.UnionWith(Chosen(members, (int)((share * members.Length) + stream.NextDouble()), stream));
        }

        return workload.Where(kept.Contains, Text($"sample of {share} of each class, seed {seed}"));
    }

    // Selection sampling: each item is kept with the number still wanted over the number still to come (Knuth, The Art
    // of Computer Programming 2, section 3.4.2, algorithm S).
    private static IEnumerable<T> Chosen<T>(IReadOnlyList<T> items, int count, RandomStream stream)
    {
        int wanted = Math.Min(count, items.Count);
        for (int i = 0; i < items.Count && wanted > 0; i++)
        {
            if (stream.NextInt(items.Count - i) < wanted)
            {
                wanted--;
                yield return items[i];
            }
        }
    }

    private static void CheckShare(double share)
    {
        if (!(share is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), Text($"found {share}, expected 0 to 1."));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
