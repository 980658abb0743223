using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// Lets jobs ask for processors one after another as if the machine were empty, whoever runs; then stops the running
/// jobs that got none and starts the waiting ones that did.
/// </summary>
internal sealed class CountedAdmission(SchedulingView view, ProcessorCount processors, IPlacement placement)
{
    private readonly List<int> _starts = [];
    private readonly List<int> _stops = [];
    private long _freeMilli;

    /// <summary>Empties the machine.</summary>
    public void Begin()
    {
        _starts.Clear();
        _stops.Clear();
        _freeMilli = processors.FreeMilli;
        foreach (int job in view.Running)
        {
            _freeMilli += processors.NeedMilli(job);
        }
    }

    /// <summary>The next job asks.</summary>
    public void Ask(int job)
    {
        bool fits = processors.NeedMilli(job) <= _freeMilli;
        bool runs = view.Running.Contains(job);
        _freeMilli -= fits ? processors.NeedMilli(job) : 0;
        if (fits != runs)
        {
            (fits ? _starts : _stops).Add(job);
        }
    }

    /// <summary>Carries it out. A job that got processors but has no place goes on waiting.</summary>
    public void Apply(Plan plan)
    {
        foreach (int job in _stops)
        {
            view.Decisions?.Acted(job, "jobs that come before it in the order need its GPUs");
            plan.Preempt(job);
        }

        foreach (int job in _starts)
        {
            if (placement.Place(view.Free, view.Job(job).Demand) is { } found)
            {
                plan.Start(job, found);
            }
        }
    }
}
