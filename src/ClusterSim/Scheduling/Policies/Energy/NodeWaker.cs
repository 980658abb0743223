using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>
/// Wakes sleeping nodes for jobs that wait: as many as the first waiting jobs could use together with what is free and
/// with nodes that are waking up already.
/// </summary>
internal sealed class NodeWaker(SchedulingView view, int lookahead)
{
    private readonly TrialResources _trial = view.Free.Trial();
    private readonly FirstFit _placement = new();
    private readonly SortedSet<int> _asleep = [];
    private readonly SortedSet<int> _waking = [];

    /// <summary>Nodes that sleep, are about to, or are waking up.</summary>
    public int Away => _asleep.Count + _waking.Count;

    /// <summary>Nodes that are waking up.</summary>
    public int Waking => _waking.Count;

    /// <summary>A node's power changed.</summary>
    public void Note(int node, NodePower power)
    {
        _asleep.Remove(node);
        _waking.Remove(node);
        if (power is NodePower.Asleep or NodePower.FallingAsleep)
        {
            _asleep.Add(node);
        }
        else if (power == NodePower.WakingUp)
        {
            _waking.Add(node);
        }
    }

    /// <summary>Wakes up to <paramref name="count"/> nodes, lowest index first.</summary>
    public void Wake(int count, Plan plan)
    {
        foreach (int node in _asleep.ToArray())
        {
            if (count > 0 && view.Power.Of(node) == NodePower.Asleep)
            {
                plan.SetPower(node, NodePower.On);
                count--;
            }
        }
    }

    /// <summary>Wakes what the waiting jobs could use.</summary>
    public void WakeForWaiting(Plan plan)
    {
        if (_asleep.Count == 0 || view.Pending.Count == 0)
        {
            return;
        }

        _trial.CopyFrom(view.Free);
        foreach (int node in _waking)
        {
            _trial.SetUp(node, true);
        }

        List<int> sleeping = [.. _asleep];
        int considered = 0;
        foreach (int job in view.Pending)
        {
            if (++considered > lookahead || sleeping.Count == 0)
            {
                break;
            }

            Reserve(view.Job(job).Demand, sleeping);
        }

        foreach (int node in _asleep.Except(sleeping).ToArray())
        {
            // One that is still falling asleep wakes up in a later pass.
            if (view.Power.Of(node) == NodePower.Asleep)
            {
                plan.SetPower(node, NodePower.On);
            }
        }
    }

    private void Reserve(Demand demand, List<int> sleeping)
    {
        Placement? placement = _placement.Place(_trial, demand);
        int missing = placement is null ? demand.Instances - FitNow(demand) : 0;
        for (int i = 0; i < sleeping.Count && missing > 0; i++)
        {
            if (_trial.Accepts(sleeping[i], demand))
            {
                _trial.SetUp(sleeping[i], true);
                missing -= _trial.CountFit(sleeping[i], demand, demand.Instances);
                sleeping.RemoveAt(i--);
            }
        }

        if ((placement ?? _placement.Place(_trial, demand)) is { } found)
        {
            _trial.Take(demand, found);
        }
    }

    private int FitNow(Demand demand)
    {
        int fit = 0;
        for (int node = 0; node < _trial.NodeCount && fit < demand.Instances; node++)
        {
            fit += _trial.CountFit(node, demand, demand.Instances - fit);
        }

        return fit;
    }
}
