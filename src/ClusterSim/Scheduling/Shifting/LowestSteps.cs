using System.Collections.Immutable;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Shifting;

/// <summary>
/// Runs a job in the steps of the signal that are expected to be the lowest until its deadline, and stops it in
/// between (Let's Wait Awhile, interruptible; suspend-resume in GAIA). Of equal steps the earlier ones are taken.
/// </summary>
/// <param name="deadline">By when the job has to be done besides its maximum delay.</param>
internal sealed class LowestSteps(ShiftDeadline deadline) : IShiftRule
{
    private readonly ForecastSums _ahead = new();
    private readonly List<(double Value, SimTime Start, SimTime End)> _steps = [];

    public bool Interrupts => true;

    public IShiftDecision Decide(in ShiftRequest request)
    {
        SimTime end = request.Now + request.Length;
        SimTime latest = end + request.MaxDelay;
        latest = deadline == ShiftDeadline.None
            ? latest
            : SimTime.Min(latest, Deadlines.After(end, request.Clock, deadline));
        Collect(request, latest);
        _steps.Sort();
        return new PlannedWindows(Merge(Lowest(request.Length)));
    }

    private void Collect(in ShiftRequest request, SimTime latest)
    {
        _steps.Clear();
        _ahead.Look(request.Signal, latest);
        for (int step = 0; step < _ahead.Count; step++)
        {
            SimTime start = SimTime.Max(_ahead.StartOf(step), request.Now);
            SimTime end = SimTime.Min(_ahead.StartOf(step + 1), latest);
            if (end > start)
            {
                _steps.Add((_ahead.ValueOf(step), start, end));
            }
        }
    }

    private List<(SimTime Start, SimTime End)> Lowest(TimeSpan length)
    {
        List<(SimTime Start, SimTime End)> taken = [];
        foreach ((_, SimTime start, SimTime end) in _steps)
        {
            if (length <= TimeSpan.Zero)
            {
                break;
            }

            SimTime stop = SimTime.Min(end, start + length);
            taken.Add((start, stop));
            length -= stop - start;
        }

        taken.Sort();
        return taken;
    }

    private static ImmutableArray<(SimTime Start, SimTime End)> Merge(List<(SimTime Start, SimTime End)> taken)
    {
        List<(SimTime Start, SimTime End)> windows = [];
        foreach ((SimTime start, SimTime end) in taken)
        {
            if (windows.Count > 0 && windows[^1].End == start)
            {
                windows[^1] = (windows[^1].Start, end);
            }
            else
            {
                windows.Add((start, end));
            }
        }

        return [.. windows];
    }
}
