using ClusterSim.Platforms;

namespace ClusterSim.Scheduling.Policies.Themis;

/// <summary>
/// Finish-time fairness of Themis: the time that a job takes in the shared cluster over the time that it would take in
/// a part of its own, one of as many as there are jobs.
/// </summary>
internal static class FinishTimeRatio
{
    /// <summary>The ratio.</summary>
    /// <param name="here">Seconds since the job was submitted.</param>
    /// <param name="wait">Seconds that it will still wait.</param>
    /// <param name="left">Seconds of work that are left, on all its GPUs.</param>
    /// <param name="closeness">Speed of the placement, above 0 to 1.</param>
    /// <param name="alone">Seconds that it would take in a part of its own.</param>
    public static double Of(double here, double wait, double left, double closeness, double alone) =>
        (here + wait + (left / closeness)) / alone;

    /// <summary>Seconds that a job takes with its part of the cluster, but never more GPUs than it asks for.</summary>
    /// <param name="work">Seconds of work on all its GPUs.</param>
    /// <param name="gpus">GPUs that it asks for.</param>
    /// <param name="clusterGpus">GPUs of the cluster.</param>
    /// <param name="jobs">Jobs in the cluster.</param>
    public static double Alone(double work, int gpus, int clusterGpus, int jobs) =>
        work / Math.Min(1, clusterGpus / ((double)jobs * gpus));

    /// <summary>
    /// Speed of a placement by the platform's penalties, for a job that is fully sensitive to them: on one node, under
    /// one switch, under several.
    /// </summary>
    public static double Closeness(Placement placement, FreeResources nodes, Network network)
    {
        if (placement.NodeCount <= 1)
        {
            return 1;
        }

        int tor = nodes.TorOf(placement.Slices[0].Node);
        bool oneSwitch = placement.Slices.All(slice => nodes.TorOf(slice.Node) == tor);
        return 1 - (oneSwitch ? network.CrossNodePenalty : network.CrossTorPenalty);
    }
}
