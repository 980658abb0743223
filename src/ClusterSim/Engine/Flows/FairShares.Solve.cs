namespace ClusterSim.Engine.Flows;

/// <content>The solution: progressive filling of what a change moves, the rest staying as it is.</content>
internal sealed partial class FairShares
{
    // A change that runs further is solved at once for all flows that it could reach.
    private const int MostRounds = 3;

    private readonly int[] _linkVisit;
    private readonly double[] _residual;
    private readonly double[] _weightLeft;
    private readonly bool[] _isTight;
    private readonly bool[] _holds;
    private readonly List<int> _pending = [];
    private readonly List<int> _reachedFlows = [];
    private readonly List<int> _reachedLinks = [];
    private readonly List<int> _rising = [];
    private readonly Predicate<int> _isStopped;
    private readonly double[] _level;
    private readonly int[] _rises;
    private readonly int[] _stoppedFirst;
    private int[] _flowVisit = [];
    private int _visit;

    /// <summary>The links on which flows may have hindered each other before or after the last change.</summary>
    public IReadOnlyList<int> LinksSolved => _reachedLinks;

    /// <summary>Solves anew what changes since the last solution move.</summary>
    /// <param name="changed">Takes the flows whose rates are not what they were, new ones among them.</param>
    public void Solve(List<int> changed)
    {
        Begin();
        Fill();
        for (int round = 1; ReachMoved(); round++)
        {
            if (round == MostRounds)
            {
                ReachAll();
                Fill();
                break;
            }

            Fill();
        }

        // Of several links on one path that are used up at the same level, none alone holds the flows back: all do.
        foreach (int link in _reachedLinks)
        {
            _isTight[link] = MayBind(link) && _residual[link] <= _capacity[link] * (Room - 1);
        }

        FlowsSolved = _reachedFlows.Count;
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

    private void Begin()
    {
        _visit++;
        _reachedFlows.Clear();
        _reachedLinks.Clear();
        foreach (int link in _touched)
        {
            // It bound; those that it held back may rise now.
            _isTouched[link] = false;
            _linkVisit[link] = _visit;
            _reachedLinks.Add(link);
            foreach (LinkMember member in MembersOf(link))
            {
                if (_flows[member.Flow].HeldBy == link)
                {
                    ReachFlow(member.Flow);
                }
            }
        }

        _touched.Clear();
        foreach (int flow in _pending)
        {
            ReachFlow(flow);
        }

        _pending.Clear();
    }

    // The flows outside the solution that have no bottleneck any more: a link holds others back for them, or the link
    // that held them back has room, or gives more to another.
    private bool ReachMoved()
    {
        int before = _reachedFlows.Count;
        for (int i = 0, count = _reachedLinks.Count; i < count; i++)
        {
            int link = _reachedLinks[i];
            if (!MayBind(link))
            {
                continue;
            }

            double most = GreatestNextLevel(link) * (1 + Same);
            bool isFull = _residual[link] <= Same * _capacity[link];
            foreach (LinkMember member in MembersOf(link))
            {
                ref Flow slot = ref _flows[member.Flow];
                bool mustGive = _holds[link] && slot.Level > most;
                if (!IsSolved(member.Flow)
                    && (mustGive || (slot.HeldBy == link && (!isFull || most > slot.Level * (1 + (3 * Same))))))
                {
                    ReachFlow(member.Flow);
                }
            }
        }

        return _reachedFlows.Count > before;
    }

    private double GreatestNextLevel(int link)
    {
        double most = 0;
        foreach (LinkMember member in MembersOf(link))
        {
            most = IsSolved(member.Flow) ? Math.Max(most, _flows[member.Flow].NextLevel) : most;
        }

        return most;
    }

    // All flows that are joined to those of the solution by links on which they could hinder each other.
    private void ReachAll()
    {
        for (int i = 0; i < _reachedLinks.Count; i++)
        {
            foreach (LinkMember member in MayBind(_reachedLinks[i]) ? MembersOf(_reachedLinks[i]) : [])
            {
                ReachFlow(member.Flow);
            }
        }
    }

    private void ReachFlow(int flow)
    {
        if (IsSolved(flow) || _flows[flow].Count == 0)
        {
            return;
        }

        _flowVisit[flow] = _visit;
        _reachedFlows.Add(flow);
        foreach (int link in LinksOf(flow))
        {
            if (_linkVisit[link] != _visit && MayBind(link))
            {
                _linkVisit[link] = _visit;
                _reachedLinks.Add(link);
            }
        }
    }

    // All flows rise together in proportion to their weights; a link whose capacity is used up, or a cap, stops flows.
    // A link on which no flow is stopped earlier elsewhere can stop its flows without waiting for its turn: what
    // happens at other links until then does not touch it. Each turn of the loop finds all such links.
    private void Fill()
    {
        _rising.Clear();
        _rising.AddRange(_reachedFlows);
        foreach (int flow in _rising)
        {
            _flows[flow].Next = -1;
        }

        foreach (int link in _reachedLinks)
        {
            Empty(link);
        }

        while (_rising.Count > 0)
        {
            foreach (int link in _reachedLinks)
            {
                (_level[link], _stoppedFirst[link]) = (LevelOf(link), 0);
            }

            StopAtCaps();
            foreach (int link in _reachedLinks)
            {
                if (_rises[link] > 0 && _stoppedFirst[link] == _rises[link])
                {
                    StopAt(link);
                }
            }

            _rising.RemoveAll(_isStopped);
        }
    }

    // What the flows outside the solution leave of a link.
    private void Empty(int link)
    {
        (double left, double weight) = (_capacity[link], 0);
        (_holds[link], _rises[link]) = (false, 0);
        foreach (LinkMember member in MayBind(link) ? MembersOf(link) : [])
        {
            ref Flow slot = ref _flows[member.Flow];
            if (IsSolved(member.Flow))
            {
                weight += member.Part * slot.Weight;
                _rises[link]++;
            }
            else
            {
                left -= member.Part * slot.Rate;
            }
        }

        (_residual[link], _weightLeft[link]) = (Math.Max(left, 0), weight);
    }

    // Stops the flows whose cap is lower than any level of their links, and counts for each link how many it is the
    // first to stop.
    private void StopAtCaps()
    {
        foreach (int flow in _rising)
        {
            ref Flow slot = ref _flows[flow];
            double least = double.PositiveInfinity;
            foreach (int link in slot.Path)
            {
                least = _linkVisit[link] == _visit ? Math.Min(least, _level[link]) : least;
            }

            if (slot.Cap / slot.Weight <= least)
            {
                Stop(flow, slot.Cap, -1);
                continue;
            }

            foreach (int link in slot.Path)
            {
                bool first = _linkVisit[link] == _visit && _level[link] <= least * (1 + Same);
                _stoppedFirst[link] += first ? 1 : 0;
            }
        }
    }

    private void StopAt(int link)
    {
        double level = _level[link];
        foreach (LinkMember member in MembersOf(link))
        {
            if (_flows[member.Flow].Next < 0)
            {
                _holds[link] = true;
                Stop(member.Flow, level * _flows[member.Flow].Weight, link);
            }
        }
    }

    private void Stop(int flow, double rate, int by)
    {
        ref Flow slot = ref _flows[flow];
        (slot.Next, slot.HeldBy) = (rate, by);
        for (int i = 0; i < slot.Count; i++)
        {
            int link = slot.Links[i];
            if (_linkVisit[link] == _visit)
            {
                _residual[link] = Math.Max(_residual[link] - (slot.Parts[i] * rate), 0);
                _weightLeft[link] -= slot.Parts[i] * slot.Weight;
                _rises[link]--;
                // Its level is not what it was at the beginning of this turn.
                _stoppedFirst[link] = int.MinValue;
            }
        }
    }

    private bool IsSolved(int flow) => _flowVisit[flow] == _visit;

    private double LevelOf(int link) =>
        _rises[link] > 0 ? _residual[link] / _weightLeft[link] : double.PositiveInfinity;
}
