using System.Collections.Immutable;
using ClusterSim.Engine.Flows;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Engine.Rates;

/// <summary>
/// The platform's penalty for nodes that are not close to each other, as far as the job is sensitive to it. A job
/// whose own speed over several nodes was measured has it in that speed already; one whose traffic is modelled pays for
/// what its links really give.
/// </summary>
internal sealed class ClosenessFactor(Platform platform, NodeCatalog catalog, JobNetwork? network) : IRateFactor
{
    private readonly Network _network = platform.Network;
    private readonly int[] _tor = catalog.Tor;

    /// <summary>Whether distance costs nothing on this platform.</summary>
    public bool IsFree => _network is { CrossNodePenalty: 0, CrossTorPenalty: 0 };

    public double Of(in PlacedJob job)
    {
        if (job.Placement.NodeCount <= 1 || IsMeasured(job) || network?.Covers(job.Index) == true)
        {
            return 1;
        }

        bool severalTors = false;
        foreach (PlacementSlice slice in job.Placement.Slices)
        {
            severalTors |= _tor[slice.Node] != _tor[job.Placement.Slices[0].Node];
        }

        double penalty = severalTors ? _network.CrossTorPenalty : _network.CrossNodePenalty;
        return 1 - (penalty * job.Spec.Profile.NetworkSensitivity);
    }

    private bool IsMeasured(in PlacedJob job)
    {
        ImmutableArray<GpuSpeed> own = job.Spec.Profile.GpuSpeeds;
        foreach (PlacementSlice slice in own.Length == 0 ? [] : job.Placement.Slices)
        {
            if (!IsMeasured(own, platform.Nodes[slice.Node].GpuModel))
            {
                return false;
            }
        }

        return own.Length > 0;
    }

    private static bool IsMeasured(ImmutableArray<GpuSpeed> own, string model)
    {
        foreach (GpuSpeed entry in own)
        {
            if (entry.GpuModel == model)
            {
                return entry.SpreadSpeed is not null;
            }
        }

        return false;
    }
}
