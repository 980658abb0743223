namespace ClusterSim.Platforms.Topology;

/// <summary>The wiring above the NICs: who is close to whom, and which way traffic takes.</summary>
internal interface IFabric
{
    /// <summary>The closeness of two different nodes.</summary>
    Closeness Between(int nodeA, int nodeB);

    /// <summary>Adds the links from the NIC of a node to the NIC of another one.</summary>
    /// <param name="from">Node and number of the NIC.</param>
    /// <param name="to">Node and number of the NIC.</param>
    /// <param name="links">Takes the links in the order of the route.</param>
    void Route((int Node, int Nic) from, (int Node, int Nic) to, List<int> links);

    /// <summary>The smallest switch or group that holds a node: nodes of one number are close to each other.</summary>
    int TorOf(int node);

    /// <summary>The pod of a node.</summary>
    int PodOf(int node);
}
