namespace ClusterSim.Engine.Flows;

/// <content>The solution: what a change reaches, then progressive filling of that.</content>
internal sealed partial class FairShares
{
    private readonly int[] _linkVisit;
    private readonly double[] _residual;
    private readonly double[] _weightLeft;
    private readonly bool[] _isTight;
    private readonly List<int> _pending = [];
    private readonly List<int> _reachedFlows = [];
    private readonly List<int> _reachedLinks = [];
    private readonly PriorityQueue<int, (double Level, int Id)> _levels = new();
    private int[] _flowVisit = [];
    private int _visit;

    /// <summary>The links on which flows may have hindered each other before or after the last change.</summary>
    public IReadOnlyList<int> LinksSolved => _reachedLinks;

    /// <summary>Solves anew what changes since the last solution can have reached.</summary>
    /// <param name="changed">Takes the flows whose rates are not what they were, new ones among them.</param>
    public void Solve(List<int> changed)
    {
        Reach();
        FlowsSolved = _reachedFlows.Count;
        Fill();
        foreach (int flow in _reachedFlows)
        {
            ref Flow slot = ref _flows[flow];
            double rate = slot.Next;
            if (Math.Abs(rate - slot.Rate) > Same * Math.Max(rate, slot.Rate))
            {
                slot.Rate = rate;
                changed.Add(flow);
            }
        }
    }

    private void Reach()
    {
        _visit++;
        _reachedFlows.Clear();
        _reachedLinks.Clear();
        foreach (int link in _touched)
        {
            // It bound; if it binds no more, those that it held back are free now.
            _isTouched[link] = false;
            _isTight[link] = false;
            _linkVisit[link] = _visit;
            _reachedLinks.Add(link);
        }

        _touched.Clear();
        foreach (int flow in _pending)
        {
            ReachFlow(flow);
        }

        _pending.Clear();
        for (int i = 0, j = 0; i < _reachedFlows.Count || j < _reachedLinks.Count;)
        {
            if (j < _reachedLinks.Count)
            {
                foreach (int flow in _flowsOf[_reachedLinks[j++]] ?? [])
                {
                    ReachFlow(flow);
                }
            }
            else
            {
                foreach (int link in LinksOf(_reachedFlows[i++]))
                {
                    ReachLink(link);
                }
            }
        }
    }

    private void ReachFlow(int flow)
    {
        if (_flowVisit[flow] != _visit && _flows[flow].Count > 0)
        {
            _flowVisit[flow] = _visit;
            _reachedFlows.Add(flow);
        }
    }

    private void ReachLink(int link)
    {
        if (_linkVisit[link] == _visit)
        {
            return;
        }

        _linkVisit[link] = _visit;
        _isTight[link] = false;
        if (MayBind(link))
        {
            _reachedLinks.Add(link);
        }
    }

    // All flows rise together in proportion to their weights; a link whose capacity is used up, or a cap, stops flows.
    private void Fill()
    {
        foreach (int link in _reachedLinks)
        {
            (_residual[link], _weightLeft[link]) = (_capacity[link], 0);
        }

        foreach (int flow in _reachedFlows)
        {
            ref Flow slot = ref _flows[flow];
            slot.Next = -1;
            _levels.Enqueue(~flow, (slot.Cap / slot.Weight, ~flow));
            for (int i = 0; i < slot.Count; i++)
            {
                _weightLeft[slot.Links[i]] += IsSolved(slot.Links[i]) ? slot.Parts[i] * slot.Weight : 0;
            }
        }

        foreach (int link in _reachedLinks)
        {
            _levels.Enqueue(link, (LevelOf(link), link));
        }

        while (_levels.TryDequeue(out int id, out (double Level, int Id) key))
        {
            if (id < 0)
            {
                Stop(~id, _flows[~id].Cap);
            }
            else
            {
                StopAt(id, key.Level);
            }
        }

        // Of several links on one path that are used up at the same level, none alone holds the flows back: all do.
        foreach (int link in _reachedLinks)
        {
            _isTight[link] = MayBind(link) && _residual[link] <= _capacity[link] * (Room - 1);
        }
    }

    // Levels only rise as flows stop elsewhere, so that one that is out of date goes back into the queue.
    private void StopAt(int link, double level)
    {
        double now = LevelOf(link);
        if (double.IsPositiveInfinity(now))
        {
            return;
        }

        if (now > level * (1 + Same))
        {
            _levels.Enqueue(link, (now, link));
            return;
        }

        foreach (int flow in _flowsOf[link]!)
        {
            Stop(flow, level * _flows[flow].Weight);
        }
    }

    private void Stop(int flow, double rate)
    {
        ref Flow slot = ref _flows[flow];
        if (slot.Next >= 0)
        {
            return;
        }

        slot.Next = rate;
        for (int i = 0; i < slot.Count; i++)
        {
            int link = slot.Links[i];
            if (IsSolved(link))
            {
                _residual[link] = Math.Max(_residual[link] - (slot.Parts[i] * rate), 0);
                _weightLeft[link] -= slot.Parts[i] * slot.Weight;
            }
        }
    }

    private bool IsSolved(int link) => _linkVisit[link] == _visit && MayBind(link);

    // A weight that is only the rounding of what has gone counts as none.
    private double LevelOf(int link) =>
        _weightLeft[link] > Same ? _residual[link] / _weightLeft[link] : double.PositiveInfinity;
}
