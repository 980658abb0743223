namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The orders of names that Batsim and batsched use: as text, so that <c>10</c> stands before <c>9</c>.
/// </summary>
internal static class BatschedOrder
{
    /// <summary>The jobs of a run as batsched queues them: by submit time, then by id.</summary>
    public static int[] Jobs(SchedulingView view)
    {
        int[] jobs = WaitingJobs.InOrderOfSubmission(view);
        Array.Sort(jobs, (a, b) =>
        {
            int bySubmission = view.Job(a).SubmitTime.CompareTo(view.Job(b).SubmitTime);
            int byId = bySubmission != 0 ? bySubmission : string.CompareOrdinal(view.Job(a).Id, view.Job(b).Id);
            return byId != 0 ? byId : a.CompareTo(b);
        });
        return jobs;
    }

    /// <summary>The nodes as Batsim numbers its machines: by name.</summary>
    public static int[] Nodes(SchedulingView view)
    {
        var nodes = view.Platform.Nodes;
        int[] order = [.. Enumerable.Range(0, nodes.Length)];
        Array.Sort(order, (a, b) =>
        {
            int byName = string.CompareOrdinal(nodes[a].Name, nodes[b].Name);
            return byName != 0 ? byName : a.CompareTo(b);
        });
        return order;
    }
}
