using ClusterSim.Scheduling.Orders;

namespace ClusterSim.Scheduling.Choosing;

/// <summary>
/// The waiting jobs that a chooser is shown: all, or, when there are too many, those with the shortest walltimes and
/// those with the fewest processors in turn, as in RLScheduler's code (Zhang et al., SC 2020, commit cd433e3).
/// </summary>
internal sealed class VisibleJobs(int limit)
{
    private readonly List<int> _waiting = [];
    private readonly HashSet<int> _taken = [];
    private readonly int[] _jobs = new int[limit];

    /// <summary>Their indices, ascending.</summary>
    public ReadOnlySpan<int> Of(SchedulingView view, PendingQueue queue)
    {
        _waiting.Clear();
        for (int rank = queue.Next(0); rank >= 0; rank = queue.Next(rank + 1))
        {
            if (queue.Waits(view, rank))
            {
                _waiting.Add(queue.JobAt(rank));
            }
        }

        if (_waiting.Count <= limit)
        {
            _waiting.CopyTo(_jobs);
            return _jobs.AsSpan(0, _waiting.Count);
        }

        TakeInTurn(
            Sorted(view, static (in JobView job) => AskedFor.Seconds(job)),
            Sorted(view, static (in JobView job) => AskedFor.Processors(job)));
        return _jobs;
    }

    private delegate double JobKey(in JobView job);

    private int[] Sorted(SchedulingView view, JobKey key)
    {
        int[] jobs = [.. _waiting];
        double[] keys = new double[jobs.Length];
        for (int i = 0; i < jobs.Length; i++)
        {
            keys[i] = key(view.Job(jobs[i]));
        }

        int[] places = [.. Enumerable.Range(0, jobs.Length)];
        Array.Sort(places, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
        return [.. places.Select(place => jobs[place])];
    }

    private void TakeInTurn(int[] shortest, int[] smallest)
    {
        _taken.Clear();
        for (int i = 0; _taken.Count < limit; i++)
        {
            _taken.Add(shortest[i]);
            if (_taken.Count < limit)
            {
                _taken.Add(smallest[i]);
            }
        }

        _taken.CopyTo(_jobs);
        Array.Sort(_jobs);
    }
}
