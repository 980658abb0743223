using ClusterSim.Statistics;
using ClusterSim.Workloads;

namespace ClusterSim.Impact;

/// <summary>Who submitted each job, as a number.</summary>
internal sealed class UserIndex
{
    private readonly int[] _userOf;

    public UserIndex(Workload workload)
    {
        Dictionary<string, int> users = new(StringComparer.Ordinal);
        _userOf = new int[workload.Jobs.Length];
        for (int job = 0; job < _userOf.Length; job++)
        {
            string name = workload.Jobs[job].Request.User;
            if (name.Length == 0)
            {
                _userOf[job] = -1;
            }
            else if (!users.TryGetValue(name, out _userOf[job]))
            {
                users.Add(name, _userOf[job] = users.Count);
            }
        }

        Count = users.Count;
    }

    /// <summary>Number of named users.</summary>
    public int Count { get; }

    /// <summary>
    /// A group for each job: its user, or a group of its own. Numbered from 0 without gaps, by first occurrence.
    /// </summary>
    public int[] Groups(int[] jobs)
    {
        int[] groupOfUser = new int[Count], groups = new int[jobs.Length];
        Array.Fill(groupOfUser, -1);
        int next = 0;
        for (int i = 0; i < jobs.Length; i++)
        {
            int user = _userOf[jobs[i]];
            groups[i] = user >= 0 && groupOfUser[user] >= 0 ? groupOfUser[user] : next++;
            if (user >= 0)
            {
                groupOfUser[user] = groups[i];
            }
        }

        return groups;
    }

    /// <summary>The mean of each named user under the baseline and under the other policy.</summary>
    public (double[] First, double[] Second) Means(PairedSample sample)
    {
        double[] first = new double[Count], second = new double[Count], jobs = new double[Count];
        for (int i = 0; i < sample.Jobs.Length; i++)
        {
            int user = _userOf[sample.Jobs[i]];
            if (user >= 0)
            {
                jobs[user]++;
                first[user] += sample.First[i];
                second[user] += sample.Second[i];
            }
        }

        int[] present = [.. Enumerable.Range(0, Count).Where(user => jobs[user] > 0)];
        return (Mean(first), Mean(second));

        double[] Mean(double[] sums) => [.. present.Select(user => sums[user] / jobs[user])];
    }

    /// <summary>For each named user the median under the other policy less the median under the baseline.</summary>
    public double[] MedianDifferences(PairedSample sample)
    {
        int[] first = new int[Count + 1];
        foreach (int job in sample.Jobs)
        {
            first[_userOf[job] + 1] += _userOf[job] >= 0 ? 1 : 0;
        }

        for (int user = 0; user < Count; user++)
        {
            first[user + 1] += first[user];
        }

        double[] baseline = new double[first[Count]], other = new double[first[Count]];
        int[] next = first[..Count];
        for (int i = 0; i < sample.Jobs.Length; i++)
        {
            int user = _userOf[sample.Jobs[i]];
            if (user >= 0)
            {
                (baseline[next[user]], other[next[user]]) = (sample.First[i], sample.Second[i]);
                next[user]++;
            }
        }

        return
        [
            .. Enumerable.Range(0, Count).Where(user => first[user + 1] > first[user])
                .Select(user => Median(other, first, user) - Median(baseline, first, user)),
        ];
    }

    private static double Median(double[] values, int[] first, int user) =>
        Quantiles.Median(values.AsSpan(first[user], first[user + 1] - first[user]));
}
