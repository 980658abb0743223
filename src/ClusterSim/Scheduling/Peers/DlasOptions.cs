using System.Collections.Immutable;
using ClusterSim.Scheduling.Estimates;

namespace ClusterSim.Scheduling.Peers;

/// <summary>Options of the queues of the Tiresias simulator.</summary>
internal sealed record DlasOptions
{
    /// <summary>Service at which a job leaves each queue but the last, ascending.</summary>
    public required ImmutableArray<double> Limits { get; init; }

    /// <summary>Whether service is GPU-seconds (<c>dlas-gpu</c>), not seconds (<c>dlas</c>).</summary>
    public bool CountsGpus { get; init; } = true;

    /// <summary>A waiting job is promoted after this many times its run time; 0 for never.</summary>
    public double PromoteKnob { get; init; }

    /// <summary>The index by which each queue is sorted; <c>null</c> for first come, first served.</summary>
    public IServiceIndex? Index { get; init; }
}
