using ClusterSim.Behavior;
using ClusterSim.Behavior.Detectors;
using ClusterSim.Engine.Failures;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Platforms.Topology;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Engine;

/// <summary>Replays a workload on a platform under a policy.</summary>
public static class Simulation
{
    /// <summary>Runs until nothing can happen any more, or to the horizon.</summary>
    /// <param name="workload">The jobs.</param>
    /// <param name="platform">The cluster.</param>
    /// <param name="policy">Who decides; must not be in use by another run. It and what it wraps observe the run if
    /// they are <see cref="IEventObserver"/>.</param>
    /// <param name="options">Everything else; <c>null</c> for the defaults.</param>
    /// <param name="observers">See every event as it happens.</param>
    /// <returns>What became of each job, and what it takes to make the run again.</returns>
    /// <exception cref="InvalidOperationException">The books of the cluster do not balance, or the policy threw: the
    /// message names time and policy.</exception>
    /// <exception cref="ArgumentException">An option does not fit the platform.</exception>
    public static RunResult Run(
        Workload workload, Platform platform, ISchedulingPolicy policy, SimulationOptions? options = null,
        params IEventObserver[] observers)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(observers);
        options ??= new SimulationOptions();
        Check(options, platform);
        IBehaviorMonitor? monitor = MonitorOf(options, workload, platform);
        monitor = monitor is not null && options.Latency is { } latency ? new TimedMonitor(monitor, latency) : monitor;
        List<IEventObserver> all = [.. observers];
        if (monitor is not null)
        {
            all.Add(monitor);
        }

        all.AddRange(PolicyChain.Of(policy).OfType<IEventObserver>());
        RunState state = new(workload, platform, options, new EventStream(all));
        return new SimulationRun(state, policy, monitor).Run();
    }

    private static IBehaviorMonitor? MonitorOf(
        SimulationOptions options, Workload workload, Platform platform)
    {
        RuleMonitor? rules = options.Rules.IsEmpty ? null : new RuleMonitor(options.Rules, workload, platform);
        DetectorMonitor? detectors =
            options.Detectors.IsEmpty ? null : new DetectorMonitor(options.Detectors, workload);
        return rules is not null && detectors is not null
            ? new MonitorGroup(rules, detectors)
            : (IBehaviorMonitor?)rules ?? detectors;
    }

    private static void Check(SimulationOptions options, Platform platform)
    {
        foreach (NodeChange change in options.NodeChanges)
        {
            if (change.Node < 0 || change.Node >= platform.Nodes.Length || change.Time.Ticks < 0)
            {
                throw new ArgumentException(
                    $"node change at {change.Time} of node {change.Node}: expected a time of 0 or more and a node "
                    + $"below {platform.Nodes.Length}, the number of nodes of the platform.", nameof(options));
            }
        }

        int links = options.LinkChanges.IsEmpty ? 0 : NetworkTopology.Of(platform)?.Links.Length ?? 0;
        foreach (LinkChange change in options.LinkChanges)
        {
            if (change.Link < 0 || change.Link >= links || change.Time.Ticks < 0
                || !(change.CapacityShare is >= 0 and <= 1))
            {
                throw new ArgumentException(
                    $"link change at {change.Time} of link {change.Link} to {change.CapacityShare}: expected a time of "
                    + $"0 or more, a link below {links}, the number of links of the platform, and a share from 0 to 1.",
                    nameof(options));
            }
        }

        if (options.SamplingInterval is { } interval && interval <= TimeSpan.Zero)
        {
            throw new ArgumentException(
                $"found a sampling interval of {interval}, expected more than zero.", nameof(options));
        }

        FaultChecks.Check(options, platform);
    }
}
