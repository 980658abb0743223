namespace ClusterSim.Platforms.Topology;

/// <summary>How the switches of a network are wired.</summary>
public enum FabricKind
{
    /// <summary>
    /// A folded Clos: nodes under ToR switches, these under the spines of a pod, pods under cores (Leiserson 1985;
    /// Al-Fares et al., SIGCOMM 2008). Called <c>fat-tree</c>.
    /// </summary>
    FatTree,

    /// <summary>
    /// The first NICs of the nodes of a group on one switch, the second ones on the next and so on, spines above.
    /// Called
    /// <c>rail-optimised</c>.
    /// </summary>
    RailOptimised,

    /// <summary>
    /// Groups of routers, all to all within a group, one cable between each two groups (Kim et al., ISCA 2008). Called
    /// <c>dragonfly</c>.
    /// </summary>
    Dragonfly,

    /// <summary>A router at each node, cabled to its neighbours in each dimension, around the edges. Called
    /// <c>torus</c>.</summary>
    Torus,

    /// <summary>
    /// Links and routes as a SimGrid platform describes them; no key of YAML says so.
    /// </summary>
    Zones,
}
