using ClusterSim.Time;

namespace ClusterSim.Behavior.Detectors;

/// <summary>The runs of one node that have not been judged yet.</summary>
internal sealed class NodePaces(SimTime since)
{
    /// <summary>Paces over those that are usual.</summary>
    public List<double> Ratios { get; } = [];

    /// <summary>When the last test fell due.</summary>
    public SimTime Since { get; set; } = since;
}
