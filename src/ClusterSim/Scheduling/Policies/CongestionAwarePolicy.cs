using ClusterSim.Platforms.Topology;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies;

/// <summary>
/// Wraps a base policy and moves running jobs off links that hold jobs back: every so often, a job on several nodes
/// whose traffic crosses such a link goes to nodes that are closer to each other, where free ones are. It sees what
/// counters of switches show, never a profile. Experimental: a policy of this project, not of a paper.
/// </summary>
public sealed class CongestionAwarePolicy : ISchedulingPolicy
{
    private readonly ISchedulingPolicy _basePolicy;
    private readonly CongestionAwareOptions _options;
    private readonly TopologyAware _placement = new();
    private readonly List<int> _route = [];
    private readonly HashSet<int> _relieved = [];
    private SimTime[] _moved = [];
    private TrialResources? _trial;
    private SimTime _next;

    /// <summary>A policy around another one.</summary>
    /// <param name="basePolicy">Who schedules; must not be in use by another run.</param>
    /// <param name="options">When jobs are moved; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public CongestionAwarePolicy(ISchedulingPolicy basePolicy, CongestionAwareOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(basePolicy);
        (_basePolicy, _options) = (basePolicy, options ?? new CongestionAwareOptions());
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.Interval, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.CoolDown, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MovesPerLook, 1, nameof(options));
        Options = WrappedOptions.Of(basePolicy, CongestionAwareCatalog.ValuesOf(_options));
    }

    /// <inheritdoc/>
    public string Name => CongestionAwareCatalog.Name;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Options { get; }

    /// <inheritdoc/>
    public ISchedulingPolicy BasePolicy => _basePolicy;

    /// <inheritdoc/>
    public void Begin(SchedulingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _placement.Begin(view);
        _moved = new SimTime[view.JobCount];
        (_next, _trial) = (SimTime.Zero + _options.Interval, null);
        _basePolicy.Begin(view);
    }

    /// <inheritdoc/>
    public void Schedule(SchedulingView view, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(plan);
        _basePolicy.Schedule(view, plan);
        if (view.Topology is not { } topology || view.Running.Count == 0)
        {
            return;
        }

        if (view.Now >= _next)
        {
            Look(view, plan, topology);
            _next = view.Now + _options.Interval;
        }

        plan.WakeAt(_next);
    }

    private void Look(SchedulingView view, Plan plan, NetworkTopology topology)
    {
        _relieved.Clear();
        int left = _options.MovesPerLook;
        foreach (int job in view.Running)
        {
            if (left > 0 && MayMove(view, job) && Crosses(view, topology, view.Job(job).Placement!)
                && TryMove(view, plan, topology, job))
            {
                left--;
                // What it leaves has room now; how much is seen at the next look.
                _relieved.UnionWith(_route);
            }
        }
    }

    private bool MayMove(SchedulingView view, int job)
    {
        JobView of = view.Job(job);
        return of.Placement is { NodeCount: > 1 } && !view.Tenants.IsShared(job)
            && view.Now - SimTime.Max(of.LastStart, _moved[job]) >= _options.CoolDown;
    }

    // Whether the ring over the nodes of a job uses a link that holds jobs back; the route is left behind.
    private bool Crosses(SchedulingView view, NetworkTopology topology, Placement placement)
    {
        _route.Clear();
        for (int i = 0; i < placement.Slices.Length; i++)
        {
            int from = placement.Slices[i].Node;
            int to = placement.Slices[(i + 1) % placement.Slices.Length].Node;
            if (from != to)
            {
                topology.RouteBetween((from, -1, 0), (to, -1, 0), _route);
            }
        }

        bool held = false;
        foreach (int link in _route)
        {
            held |= view.IsLinkSaturated(link) && !_relieved.Contains(link);
        }

        return held;
    }

    private bool TryMove(SchedulingView view, Plan plan, NetworkTopology topology, int job)
    {
        (Demand demand, Placement present) = (view.Job(job).Demand, view.Job(job).Placement!);
        // It may stay on some of its own GPUs.
        _trial ??= view.Free.Trial();
        _trial.CopyFrom(view.Free);
        _trial.Give(demand, present);
        if (_placement.Place(_trial, demand) is not { } found
            || Farthest(topology, found) >= Farthest(topology, present)
            || plan.Migrate(job, found) != RefusalReason.None)
        {
            return false;
        }

        view.Decisions?.Acted(job, "a link between its nodes held jobs back and nodes closer to each other were free");
        _moved[job] = view.Now;
        return true;
    }

    private static Closeness Farthest(NetworkTopology topology, Placement placement)
    {
        Closeness farthest = Closeness.Gpu;
        foreach (PlacementSlice slice in placement.Slices)
        {
            Closeness level = topology.Between(placement.Slices[0].Node, slice.Node);
            farthest = level > farthest ? level : farthest;
        }

        return farthest;
    }
}
