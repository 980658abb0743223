namespace ClusterSim.Scheduling.Peers;

/// <summary>The job that comes first in a virtual cluster and finds no room, so that the others there wait.</summary>
internal static class VirtualClusterHead
{
    /// <summary>Tells whoever wants to know.</summary>
    /// <param name="view">The run.</param>
    /// <param name="head">The job.</param>
    /// <param name="clusterOf">The virtual cluster of each job.</param>
    public static void Tell(SchedulingView view, int head, IReadOnlyList<int> clusterOf)
    {
        if (view.Decisions is not { } log)
        {
            return;
        }

        foreach (int job in view.Pending)
        {
            if (job != head && clusterOf[job] == clusterOf[head])
            {
                log.HeldBack(
                    job, view.Now, $"{view.Job(head).Id} comes first in its virtual cluster and finds no room");
            }
        }
    }
}
