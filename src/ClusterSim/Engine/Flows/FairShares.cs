using System.Runtime.InteropServices;

namespace ClusterSim.Engine.Flows;

/// <summary>
/// Max-min fair rates of flows over links (progressive filling: Bertsekas and Gallager 1992, section 6.5.2), with a
/// weight and a cap for each flow. A change solves anew only the flows that it moves: a few against all others as they
/// are, then those besides that this leaves without a bottleneck, until each flow has one. That every flow is at its
/// cap or has a full link on which none rises higher is what makes rates max-min fair (the same, section 6.5.2), so
/// that nothing else needs a look. A link with room for all its flows at their greatest rates never binds.
/// </summary>
internal sealed partial class FairShares
{
    // Rates that differ by less are the same: rounding of sums must not move the ends of jobs.
    private const double Same = 1e-12;

    private const double Room = 1 + 1e-9;

    private readonly bool _shared;
    private readonly double[] _capacity;
    private readonly double[] _wanted;
    private readonly List<LinkMember>?[] _flowsOf;
    private readonly List<int> _touched = [];
    private readonly bool[] _isTouched;
    private readonly List<int> _free = [];
    private Flow[] _flows = [];
    private int _slots;

    /// <summary>Links without flows.</summary>
    /// <param name="capacities">Capacity of each link; 0 or more.</param>
    /// <param name="shared">Whether flows share links; if not, each has them for itself.</param>
    public FairShares(ReadOnlySpan<double> capacities, bool shared = true)
    {
        _shared = shared;
        _capacity = capacities.ToArray();
        _wanted = new double[_capacity.Length];
        _flowsOf = new List<LinkMember>?[_capacity.Length];
        _isTouched = new bool[_capacity.Length];
        _linkVisit = new int[_capacity.Length];
        _residual = new double[_capacity.Length];
        _weightLeft = new double[_capacity.Length];
        (_isTight, _holds) = (new bool[_capacity.Length], new bool[_capacity.Length]);
        _level = new double[_capacity.Length];
        (_rises, _stoppedFirst) = (new int[_capacity.Length], new int[_capacity.Length]);
        _isStopped = flow => _flows[flow].Next >= 0;
    }

    /// <summary>Whether something changed since the last solution.</summary>
    public bool IsDirty => _touched.Count > 0 || _pending.Count > 0;

    /// <summary>Number of flows that the last solution looked at.</summary>
    public int FlowsSolved { get; private set; }

    /// <summary>The rate of a flow as of the last solution.</summary>
    public double RateOf(int flow) => _flows[flow].Rate;

    /// <summary>The greatest rate that a flow could have if it were alone.</summary>
    public double RateAlone(int flow) => _flows[flow].Cap;

    public ReadOnlySpan<int> LinksOf(int flow) => _flows[flow].Links.AsSpan(0, _flows[flow].Count);

    public ReadOnlySpan<double> PartsOf(int flow) => _flows[flow].Parts.AsSpan(0, _flows[flow].Count);

    /// <summary>
    /// Whether a link held flows back in the last solution: they wanted more of it than it has, and use all of it.
    /// </summary>
    public bool IsTight(int link) => _isTight[link];

    /// <summary>Adds a flow.</summary>
    /// <returns>Its number; numbers of flows that left are used again.</returns>
    public int Join(FlowPath path, double weight, double cap)
    {
        int flow = _free.Count > 0 ? _free[^1] : _slots++;
        if (_free.Count > 0)
        {
            _free.RemoveAt(_free.Count - 1);
        }
        else
        {
            Grow();
        }

        ref Flow slot = ref _flows[flow];
        slot.Fill(path, weight, cap);
        slot.Cap = CapOf(slot);
        _pending.Add(flow);
        for (int i = 0; i < slot.Count; i++)
        {
            int link = slot.Links[i];
            List<LinkMember> members = _flowsOf[link] ??= [];
            slot.Places[i] = members.Count;
            members.Add(new LinkMember(flow, slot.Parts[i]));
            _wanted[link] += slot.Parts[i] * slot.Cap;
        }

        return flow;
    }

    /// <summary>Removes a flow; those that it hindered are solved anew.</summary>
    public void Leave(int flow)
    {
        ref Flow slot = ref _flows[flow];
        for (int i = 0; i < slot.Count; i++)
        {
            int link = slot.Links[i];
            Touch(link);
            _wanted[link] -= slot.Parts[i] * slot.Cap;
            List<LinkMember> members = _flowsOf[link]!;
            LinkMember last = members[^1];
            members[slot.Places[i]] = last;
            Move(last.Flow, link, slot.Places[i]);
            members.RemoveAt(members.Count - 1);
            if (members.Count == 0)
            {
                // No rounding of what has gone stays behind.
                (_wanted[link], _isTight[link]) = (0, false);
            }
        }

        slot.Count = 0;
        slot.Rate = 0;
        _free.Add(flow);
    }

    /// <summary>Changes the capacity of a link; 0 when it is down.</summary>
    public void SetCapacity(int link, double capacity)
    {
        Touch(link);
        _capacity[link] = capacity;
        foreach (LinkMember member in MembersOf(link))
        {
            ref Flow slot = ref _flows[member.Flow];
            double cap = CapOf(slot);
            for (int i = 0; i < slot.Count; i++)
            {
                Touch(slot.Links[i]);
                _wanted[slot.Links[i]] += slot.Parts[i] * (cap - slot.Cap);
            }

            slot.Cap = cap;
            _pending.Add(member.Flow);
        }
    }

    private ReadOnlySpan<LinkMember> MembersOf(int link) => CollectionsMarshal.AsSpan(_flowsOf[link]);

    private bool MayBind(int link) => _shared && _wanted[link] > _capacity[link] * Room;

    // Only a link that bound while the flow was there can bind less without it.
    private void Touch(int link)
    {
        if (!_isTouched[link] && MayBind(link))
        {
            _isTouched[link] = true;
            _touched.Add(link);
        }
    }

    private double CapOf(in Flow flow)
    {
        double cap = flow.OwnCap;
        for (int i = 0; i < flow.Count; i++)
        {
            cap = Math.Min(cap, _capacity[flow.Links[i]] / flow.Parts[i]);
        }

        return cap;
    }

    private void Move(int flow, int link, int place)
    {
        ref Flow slot = ref _flows[flow];
        int at = slot.Links.AsSpan(0, slot.Count).IndexOf(link);
        slot.Places[at] = place;
    }

    private void Grow()
    {
        if (_slots <= _flows.Length)
        {
            return;
        }

        Array.Resize(ref _flows, Math.Max(64, _flows.Length * 2));
        Array.Resize(ref _flowVisit, _flows.Length);
    }
}
