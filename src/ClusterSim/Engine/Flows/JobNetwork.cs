using ClusterSim.Engine.Rates;
using ClusterSim.Platforms;
using ClusterSim.Platforms.Topology;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Engine.Flows;

/// <summary>
/// The traffic of the running jobs on the links of the platform: flows come and go with their jobs, and each solution
/// tells which jobs run at another pace than before.
/// </summary>
internal sealed class JobNetwork : IRateFactor
{
    // A job whose path is broken still ends some day, or is moved, or fails by another rule.
    private const double LeastFactor = 0.001;

    private readonly JobTable _table;
    private readonly Workload _workload;
    private readonly NetworkTopology _topology;
    private readonly GpuModelFactor _models;
    private readonly FairShares _shares;
    private readonly IdealSteps _ideal;
    private readonly GangShape _gang;
    private readonly GangPaths _paths;
    private readonly bool _interleaves;
    private readonly int[] _place;
    private readonly List<int> _freePlaces = [];
    private readonly List<int> _changedFlows = [];
    private readonly double[] _lostSeconds;
    private JobTraffic[] _traffic = new JobTraffic[64];
    private int[] _jobOfFlow = new int[64];
    private int _places;

    private JobNetwork(JobTable table, Platform platform, NetworkTopology topology, LinkContention contention)
    {
        (_table, _workload, _topology) = (table, table.Workload, topology);
        _interleaves = contention == LinkContention.Interleaved;
        _models = new GpuModelFactor(platform);
        double[] capacity =
            [.. topology.Links.Select(link => link.BytesPerSecond * topology.Transfers.BandwidthFactor)];
        _shares = new FairShares(capacity, contention != LinkContention.None);
        Gauges = new LinkGauges(capacity);
        _ideal = new IdealSteps(platform, topology);
        _gang = new GangShape(topology);
        _paths = new GangPaths(topology);
        _place = new int[table.Count];
        Array.Fill(_place, -1);
        _lostSeconds = new double[table.Count];
    }

    /// <summary>How busy each link is and was.</summary>
    public LinkGauges Gauges { get; }

    /// <summary>Whether something changed since the last solution.</summary>
    public bool IsDirty => _shares.IsDirty;

    /// <summary>The network of a run; <c>null</c> when no link of it can matter.</summary>
    public static JobNetwork? Of(
        JobTable table, Platform platform, NetworkTopology? topology, LinkContention contention) =>
        topology is not null && table.Workload.Jobs.Any(job => job.Profile.Communication is not null)
            ? new JobNetwork(table, platform, topology, contention)
            : null;

    /// <summary>
    /// Seconds that a job ran longer because of where it was and who else sent; negative for shorter.
    /// </summary>
    public double LostSeconds(int job) => _lostSeconds[job];

    /// <summary>Whether the pace of a job follows from its traffic.</summary>
    public bool Covers(int job) => _place[job] >= 0;

    public void Join(int job)
    {
        Placement placement = _table.Placement[job]!;
        if ((placement.NodeCount == 1 && !_topology.HasInside(placement.Slices[0].Node))
            || _workload.Jobs[job].Profile.Communication is not { } profile)
        {
            return;
        }

        _gang.Fill(_table.Demand[job], placement);
        if (_gang.Workers < 2)
        {
            return;
        }

        _paths.Fill(_gang, profile.Collective);
        if (_paths.Inside.Links.Count + _paths.Between.Links.Count > 0)
        {
            Begin(job, profile);
        }
    }

    public void Leave(int job, SimTime now)
    {
        if (_place[job] < 0)
        {
            return;
        }

        ref JobTraffic traffic = ref Traffic(job);
        SetPace(ref traffic, double.PositiveInfinity, now);
        Close(traffic.Inside);
        Close(traffic.Between);
        _freePlaces.Add(_place[job]);
        _place[job] = -1;
    }

    /// <summary>Solves what has changed.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="changed">Takes the jobs whose pace is not what it was, each once.</param>
    public void Solve(SimTime now, List<int> changed)
    {
        _changedFlows.Clear();
        _shares.Solve(_changedFlows);
        foreach (int flow in _changedFlows)
        {
            ref JobTraffic traffic = ref Traffic(_jobOfFlow[flow]);
            // Both flows of a job may have changed.
            if (SetPace(ref traffic, StepSeconds(traffic), now))
            {
                changed.Add(_jobOfFlow[flow]);
            }
        }

        foreach (int link in _shares.LinksSolved)
        {
            Gauges.SetTight(link, _shares.IsTight(link), now);
        }
    }

    /// <summary>Changes the capacity of both directions of a cable to a share of what it was built with.</summary>
    public void SetCapacity(int link, double share)
    {
        foreach (int direction in new[] { link, link ^ 1 })
        {
            double built = _topology.Links[direction].BytesPerSecond * _topology.Transfers.BandwidthFactor;
            _shares.SetCapacity(direction, built * share);
        }
    }

    /// <inheritdoc/>
    public double Of(in PlacedJob job)
    {
        if (_place[job.Index] < 0)
        {
            return 1;
        }

        ref JobTraffic traffic = ref Traffic(job.Index);
        double step = traffic.StepsPerSecond > 0 ? traffic.StepSeconds : StepSeconds(traffic);
        traffic.Factor = Math.Max(LeastFactor, traffic.IdealStepSeconds / (step * traffic.Speed));
        return traffic.Factor;
    }

    /// <summary>Books a stretch of work of a job at the pace that it was last given.</summary>
    public void Book(int job, double workedSeconds)
    {
        if (_place[job] >= 0 && Traffic(job).Factor is > 0 and var factor)
        {
            _lostSeconds[job] += workedSeconds * (1 - factor);
        }
    }

    private ref JobTraffic Traffic(int job) => ref _traffic[_place[job]];

    private void Begin(int job, CommunicationProfile profile)
    {
        Demand demand = _table.Demand[job];
        GangVolumes volumes = GangVolumes.Of(_gang, profile.Collective);
        PlacedJob placed = new(job, _workload.Jobs[job], demand, _table.Placement[job]!, TimeSpan.Zero);
        JobTraffic traffic = new()
        {
            Profile = profile,
            InsideBytes = volumes.InsideFactor * profile.Bytes,
            BetweenBytes = volumes.BetweenFactor * profile.Bytes,
            LatencySeconds = profile.Messages * _topology.Transfers.LatencyFactor
                * ((volumes.InsideHops * _paths.InsideLatency) + (volumes.BetweenHops * _paths.BetweenLatency)),
            IdealStepSeconds = _ideal.StepSeconds(placed.Spec.Request, demand, profile),
            Speed = _models.Of(placed),
        };
        OpenFlows(job, ref traffic);
        _place[job] = TakePlace();
        Traffic(job) = traffic;
    }

    private void OpenFlows(int job, ref JobTraffic traffic)
    {
        double insideCap = _topology.Transfers.RateLimit(_paths.InsideLatency);
        double betweenCap = Math.Min(NicCap(), _topology.Transfers.RateLimit(_paths.BetweenLatency) * _gang.Rings);
        if (_interleaves)
        {
            double alone = (traffic.InsideBytes / LoneRing.Rate(_topology, _paths.Inside, insideCap))
                + (traffic.BetweenBytes / LoneRing.Rate(_topology, _paths.Between, betweenCap));
            traffic.LeastStepSeconds = traffic.Profile.StepSeconds(alone + traffic.LatencySeconds, traffic.Speed);
            // No more than it sends on average when nothing hinders it.
            insideCap = Math.Min(insideCap, traffic.InsideBytes / traffic.LeastStepSeconds);
            betweenCap = Math.Min(betweenCap, traffic.BetweenBytes / traffic.LeastStepSeconds);
        }

        traffic.Inside = Open(job, _paths.Inside, 1, insideCap);
        traffic.Between = Open(job, _paths.Between, _gang.Rings, betweenCap);
    }

    private int TakePlace()
    {
        if (_freePlaces.Count > 0)
        {
            int free = _freePlaces[^1];
            _freePlaces.RemoveAt(_freePlaces.Count - 1);
            return free;
        }

        if (_places == _traffic.Length)
        {
            Array.Resize(ref _traffic, _places * 2);
        }

        return _places++;
    }

    private double StepSeconds(in JobTraffic traffic)
    {
        (double inside, double between) =
            (Seconds(traffic.Inside, traffic.InsideBytes), Seconds(traffic.Between, traffic.BetweenBytes));
        return _interleaves
            ? Math.Max(traffic.LeastStepSeconds, Math.Max(inside, between))
            : traffic.Profile.StepSeconds(inside + between + traffic.LatencySeconds, traffic.Speed);
    }

    private double Seconds(int flow, double bytes)
    {
        double rate = flow < 0 ? double.PositiveInfinity : _shares.RateOf(flow);
        // A flow that joined after the last solution counts as alone until the next, at the same instant.
        return bytes == 0 ? 0 : bytes / (rate < 0 ? _shares.RateAlone(flow) : rate);
    }

    private double NicCap()
    {
        if (_gang.NicShare >= 1)
        {
            return double.PositiveInfinity;
        }

        double slowest = double.PositiveInfinity;
        foreach (GangPart part in _gang.Parts)
        {
            slowest = Math.Min(slowest, _topology.NicBytesPerSecond(part.Node));
        }

        return slowest * _gang.NicShare * _gang.Rings * _topology.Transfers.BandwidthFactor;
    }

    // Hardware is fair to the rings of a job, so that a job weighs as many as it has.
    private int Open(int job, FlowPath path, int rings, double cap)
    {
        if (path.Links.Count == 0)
        {
            return -1;
        }

        int flow = _shares.Join(path, rings, cap);
        if (flow >= _jobOfFlow.Length)
        {
            Array.Resize(ref _jobOfFlow, _jobOfFlow.Length * 2);
        }

        _jobOfFlow[flow] = job;
        return flow;
    }

    private void Close(int flow)
    {
        if (flow >= 0)
        {
            _shares.Leave(flow);
        }
    }

    private bool SetPace(ref JobTraffic traffic, double stepSeconds, SimTime now)
    {
        double stepsPerSecond = 1 / stepSeconds, change = stepsPerSecond - traffic.StepsPerSecond;
        if (change == 0)
        {
            return false;
        }

        (traffic.StepSeconds, traffic.StepsPerSecond) = (stepSeconds, stepsPerSecond);
        Load(traffic.Inside, traffic.InsideBytes * change, now);
        Load(traffic.Between, traffic.BetweenBytes * change, now);
        return true;
    }

    private void Load(int flow, double bytesPerSecond, SimTime now)
    {
        if (flow < 0)
        {
            return;
        }

        ReadOnlySpan<int> links = _shares.LinksOf(flow);
        ReadOnlySpan<double> parts = _shares.PartsOf(flow);
        for (int i = 0; i < links.Length; i++)
        {
            Gauges.Change(links[i], parts[i] * bytesPerSecond, now);
        }
    }
}
