using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ClusterSim.Platforms;
using ClusterSim.Time;

namespace ClusterSim.Engine.Power;

/// <summary>How the power of a run is accounted for, where the platform does not tell.</summary>
public sealed record PowerOptions
{
    /// <summary>
    /// Power usage effectiveness: power of the whole facility over the power of its computers, at least 1.
    /// </summary>
    /// <value>
    /// Default 1: the computers alone. Published: 1.56 where nothing is known (Uptime Institute, 2024), 1.10 to 1.19 in
    /// large clouds (Cloud Carbon Footprint).
    /// </value>
    public double Pue { get; init; } = 1;

    /// <summary>Power of a node without its GPUs where the platform states none, in watts.</summary>
    /// <value>Zero or more; default 0.</value>
    public double BaseWatts { get; init; }

    /// <summary>Power of the network in watts for each node of the platform, whether it sleeps or not.</summary>
    /// <value>Zero or more; default 0.</value>
    public double NetworkWattsPerNode { get; init; }

    /// <summary>
    /// Share of the cores held that is busy while a job makes progress, 0 to 1; a job whose CPU utilization is known
    /// goes by that. It counts on nodes whose power grows with the load of their cores.
    /// </summary>
    /// <value>Default 1.</value>
    public double CpuLoad { get; init; } = 1;

    /// <summary>How nodes sleep whose description does not tell.</summary>
    /// <value>Default <c>null</c>: they cannot be put to sleep.</value>
    public SleepState? Sleep { get; init; }

    /// <summary>From when on power is accounted for; no job may be submitted before.</summary>
    /// <value>Default: from time zero on.</value>
    [JsonIgnore]
    internal SimTime From { get; init; }

    /// <summary>Who is told of every change of power.</summary>
    [JsonIgnore]
    internal ImmutableArray<IPowerObserver> Observers { get; init; } = [];
}
