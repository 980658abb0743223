using ClusterSim.Events;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// The nodes that moved jobs left, and who starts there: an instance that needs more GPUs than were free on the node
/// before owes its place to the move, as long as the moved job runs.
/// </summary>
internal sealed class VacatedNodes(SchedulingView view)
{
    private readonly Dictionary<int, (Moved Moved, int FreeBefore)> _left = [];
    private readonly List<(Moved Moved, int Starter, double Gpus, double Since)> _rooms = [];

    /// <summary>Notes that a job left a node on which so many whole GPUs had been free beside it.</summary>
    public void Add(int node, Moved moved, int freeBefore) => _left[node] = (moved, freeBefore);

    public void Observe(in SimulationEvent happened)
    {
        if (happened.Kind == EventKind.JobStarted && _left.Count > 0)
        {
            Open(happened);
        }
        else if (JobEvents.Stops(happened.Kind) && _left.Count + _rooms.Count > 0)
        {
            Close(happened);
        }
    }

    private void Open(in SimulationEvent happened)
    {
        JobView starter = view.Job(happened.Job);
        foreach (PlacementSlice slice in starter.Placement!.Slices)
        {
            int gpus = slice.Instances * starter.Demand.PerInstance.Gpus;
            if (_left.TryGetValue(slice.Node, out (Moved Moved, int FreeBefore) room) && gpus > room.FreeBefore)
            {
                _left.Remove(slice.Node);
                _rooms.Add((room.Moved, happened.Job, gpus, happened.Time.Seconds));
            }
        }
    }

    private void Close(in SimulationEvent happened)
    {
        for (int i = _rooms.Count - 1; i >= 0; i--)
        {
            (Moved moved, int starter, double gpus, double since) = _rooms[i];
            if (happened.Job == starter || happened.Job == moved.Advice.Job)
            {
                moved.Extra += gpus * (happened.Time.Seconds - since);
                _rooms.RemoveAt(i);
            }
        }

        int stopped = happened.Job;
        foreach ((int node, _) in _left.Where(left => left.Value.Moved.Advice.Job == stopped).ToArray())
        {
            _left.Remove(node);
        }
    }
}
