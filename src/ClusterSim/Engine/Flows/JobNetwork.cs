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
    private readonly JobTraffic[] _traffic;
    private readonly List<int> _changedFlows = [];
    private readonly double[] _lostSeconds;
    private int[] _jobOfFlow = new int[64];

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
        _traffic = new JobTraffic[table.Count];
        Array.Fill(_traffic, JobTraffic.None);
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
    public bool Covers(int job) => _traffic[job].IsPresent;

    public void Join(int job)
    {
        Job spec = _workload.Jobs[job];
        if (spec.Profile.Communication is not { } profile)
        {
            return;
        }

        (Demand demand, Placement placement) = (_table.Demand[job], _table.Placement[job]!);
        _gang.Fill(demand, placement);
        if (_gang.Workers < 2)
        {
            return;
        }

        _paths.Fill(_gang, profile.Collective);
        GangVolumes volumes = GangVolumes.Of(_gang, profile.Collective);
        ref JobTraffic traffic = ref _traffic[job];
        traffic.InsideBytes = volumes.InsideFactor * profile.Bytes;
        traffic.BetweenBytes = volumes.BetweenFactor * profile.Bytes;
        traffic.LatencySeconds = profile.Messages * _topology.Transfers.LatencyFactor
            * ((volumes.InsideHops * _paths.InsideLatency) + (volumes.BetweenHops * _paths.BetweenLatency));
        traffic.IdealStepSeconds = _ideal.StepSeconds(spec.Request, demand.Instances, profile);
        traffic.Speed = _models.Of(new PlacedJob(job, spec, demand, placement, TimeSpan.Zero));
        double insideCap = _topology.Transfers.RateLimit(_paths.InsideLatency);
        double betweenCap = Math.Min(NicCap(), _topology.Transfers.RateLimit(_paths.BetweenLatency) * _gang.Rings);
        if (_interleaves)
        {
            double alone = (traffic.InsideBytes / LoneRing.Rate(_topology, _paths.Inside, insideCap))
                + (traffic.BetweenBytes / LoneRing.Rate(_topology, _paths.Between, betweenCap));
            traffic.LeastStepSeconds = profile.StepSeconds(alone + traffic.LatencySeconds, traffic.Speed);
            // No more than it sends on average when nothing hinders it.
            insideCap = Math.Min(insideCap, traffic.InsideBytes / traffic.LeastStepSeconds);
            betweenCap = Math.Min(betweenCap, traffic.BetweenBytes / traffic.LeastStepSeconds);
        }

        traffic.Inside = Open(job, _paths.Inside, 1, insideCap);
        traffic.Between = Open(job, _paths.Between, _gang.Rings, betweenCap);
    }

    public void Leave(int job, SimTime now)
    {
        ref JobTraffic traffic = ref _traffic[job];
        SetPace(ref traffic, 0, now);
        Close(traffic.Inside);
        Close(traffic.Between);
        traffic = JobTraffic.None;
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
            ref JobTraffic traffic = ref _traffic[_jobOfFlow[flow]];
            // Both flows of a job may have changed.
            if (SetPace(ref traffic, 1 / StepSeconds(_jobOfFlow[flow]), now))
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
        ref JobTraffic traffic = ref _traffic[job.Index];
        if (!traffic.IsPresent)
        {
            return 1;
        }

        traffic.Factor = Math.Max(LeastFactor, traffic.IdealStepSeconds / (StepSeconds(job.Index) * traffic.Speed));
        return traffic.Factor;
    }

    /// <summary>Books a stretch of work of a job at the pace that it was last given.</summary>
    public void Book(int job, double workedSeconds)
    {
        ref JobTraffic traffic = ref _traffic[job];
        if (traffic.Factor > 0)
        {
            _lostSeconds[job] += workedSeconds * (1 - traffic.Factor);
        }
    }

    private double StepSeconds(int job)
    {
        ref JobTraffic traffic = ref _traffic[job];
        (double inside, double between) =
            (Seconds(traffic.Inside, traffic.InsideBytes), Seconds(traffic.Between, traffic.BetweenBytes));
        if (_interleaves)
        {
            return Math.Max(traffic.LeastStepSeconds, Math.Max(inside, between));
        }

        double communication = inside + between + traffic.LatencySeconds;
        return _workload.Jobs[job].Profile.Communication!.StepSeconds(communication, traffic.Speed);
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

    private bool SetPace(ref JobTraffic traffic, double stepsPerSecond, SimTime now)
    {
        double change = stepsPerSecond - traffic.StepsPerSecond;
        if (change == 0)
        {
            return false;
        }

        traffic.StepsPerSecond = stepsPerSecond;
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
