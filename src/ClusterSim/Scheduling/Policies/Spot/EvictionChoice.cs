using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Policies.Spot;

/// <summary>
/// Which running jobs to evict so that another fits, at the least cost. On a node with up to eight candidates all sets
/// are tried; a gang opens one node after another, each time where an instance more costs least; at the end whoever
/// need not go stays. For a job of one instance on such nodes nothing is cheaper.
/// </summary>
internal sealed class EvictionChoice(SchedulingView view, IPlacement placement)
{
    private const int MostTriedTogether = 8;

    private readonly TrialResources _trial = view.Free.Trial();
    private readonly SortedDictionary<int, List<int>> _byNode = [];
    private readonly Dictionary<int, double> _cost = [];
    private readonly List<int> _chosen = [];

    /// <summary>The jobs to evict, in the order in which they were chosen; <c>null</c> when all together would not do.
    /// </summary>
    /// <param name="demand">What needs room.</param>
    /// <param name="candidates">Running jobs that may go, each with its cost, 0 or more.</param>
    public IReadOnlyList<int>? Find(Demand demand, IReadOnlyList<(int Job, double Cost)> candidates)
    {
        Begin(candidates);
        foreach ((int job, _) in candidates)
        {
            Give(job);
        }

        bool possible = placement.Place(_trial, demand) is not null;
        _trial.CopyFrom(view.Free);
        while (possible && placement.Place(_trial, demand) is null)
        {
            foreach (int job in Cheapest(demand))
            {
                Give(job);
                _chosen.Add(job);
                foreach (List<int> jobs in _byNode.Values)
                {
                    jobs.Remove(job);
                }
            }
        }

        Spare(demand);
        return possible ? _chosen : null;
    }

    private void Begin(IReadOnlyList<(int Job, double Cost)> candidates)
    {
        _trial.CopyFrom(view.Free);
        _byNode.Clear();
        _cost.Clear();
        _chosen.Clear();
        foreach ((int job, double cost) in candidates)
        {
            _cost[job] = cost;
            foreach (int node in view.Job(job).Placement!.Slices.Select(slice => slice.Node).Distinct())
            {
                if (!_byNode.TryGetValue(node, out List<int>? jobs))
                {
                    _byNode.Add(node, jobs = []);
                }

                jobs.Add(job);
            }
        }
    }

    // The set whose cost for each instance that then fits more is least; equal ones by fewest jobs, then by node.
    private int[] Cheapest(Demand demand)
    {
        int missing = Math.Max(1, demand.Instances - Fitting(demand));
        int[] best = [];
        (double Cost, int Count) least = (double.PositiveInfinity, 0);
        foreach ((int node, List<int> jobs) in _byNode)
        {
            if (jobs.Count > 0 && _trial.Accepts(node, demand))
            {
                foreach (int[] set in SetsOf(node, jobs, demand))
                {
                    int gain = Gain(node, set, demand, missing);
                    (double, int) cost = (set.Sum(job => _cost[job]) / gain, set.Length);
                    (least, best) = gain > 0 && cost.CompareTo(least) < 0 ? (cost, set) : (least, best);
                }
            }
        }

        // A placement may ask for more than room for every instance: then the cheapest job goes.
        return best.Length > 0 ? best
            : [_byNode.Values.SelectMany(jobs => jobs).MinBy(job => (_cost[job], job))];
    }

    private IEnumerable<int[]> SetsOf(int node, List<int> jobs, Demand demand)
    {
        if (jobs.Count <= MostTriedTogether)
        {
            for (uint mask = 1; mask < 1U << jobs.Count; mask++)
            {
                yield return [.. jobs.Where((_, i) => (mask & (1U << i)) != 0)];
            }
        }
        else
        {
            int[] ascending = [.. jobs.OrderBy(job => _cost[job]).ThenBy(job => job)];
            int count = 1;
            while (count < ascending.Length && Gain(node, ascending[..count], demand, 1) == 0)
            {
                count++;
            }

            yield return ascending[..count];
        }
    }

    private int Gain(int node, int[] set, Demand demand, int missing)
    {
        int before = _trial.CountFit(node, demand, demand.Instances);
        Array.ForEach(set, Give);
        int after = _trial.CountFit(node, demand, demand.Instances);
        Array.ForEach(set, Take);
        return Math.Min(after - before, missing);
    }

    private int Fitting(Demand demand)
    {
        int fitting = 0;
        for (int node = _trial.NextNode(0, demand); node >= 0 && fitting < demand.Instances;
            node = _trial.NextNode(node + 1, demand))
        {
            fitting += _trial.CountFit(node, demand, demand.Instances);
        }

        return fitting;
    }

    // Who was chosen for a node that a later choice made needless stays, the dearest first.
    private void Spare(Demand demand)
    {
        foreach (int job in _chosen.OrderByDescending(job => _cost[job]).ThenBy(job => job).ToArray())
        {
            Take(job);
            if (placement.Place(_trial, demand) is null)
            {
                Give(job);
            }
            else
            {
                _chosen.Remove(job);
            }
        }
    }

    private void Give(int job) => _trial.Give(view.Job(job).Demand, view.Job(job).Placement!);

    private void Take(int job) => _trial.Take(view.Job(job).Demand, view.Job(job).Placement!);
}
