using ClusterSim.Time;

namespace ClusterSim.Scheduling.Shifting;

/// <summary>
/// Rules that choose one start for a job, within its maximum delay. Of equally good starts the earliest is taken.
/// </summary>
/// <param name="kind">What makes a start good.</param>
/// <param name="deadline">By when the job has to be done besides.</param>
/// <param name="spacing">Time between two starts that are considered; <c>null</c> for the steps of the signal.</param>
internal sealed class StartSearch(StartKind kind, ShiftDeadline deadline, TimeSpan? spacing) : IShiftRule
{
    // Sums of equal values over shifted windows differ by rounding: that is no reason to wait.
    private const double LeastGain = 1e-9;
    private readonly ForecastSums _ahead = new();

    public bool Interrupts => false;

    public IShiftDecision Decide(in ShiftRequest request)
    {
        SimTime last = LastStart(request);
        _ahead.Look(request.Signal, last + request.Length);
        return new PlannedStart(kind == StartKind.LowestSlot ? LowestSlot(request, last) : Best(request, last));
    }

    private SimTime LastStart(in ShiftRequest request)
    {
        SimTime latest = request.Now + request.MaxDelay;
        if (deadline == ShiftDeadline.None)
        {
            return latest;
        }

        SimTime due = Deadlines.After(request.Now + request.Length, request.Clock, deadline);
        return SimTime.Min(latest, due - request.Length);
    }

    private SimTime LowestSlot(in ShiftRequest request, SimTime last)
    {
        int best = 0;
        for (int step = 1; step < _ahead.Count && _ahead.StartOf(step) <= last; step++)
        {
            best = _ahead.ValueOf(step) < _ahead.ValueOf(best) ? step : best;
        }

        return SimTime.Max(request.Now, _ahead.StartOf(best));
    }

    private SimTime Best(in ShiftRequest request, SimTime last)
    {
        TimeSpan every = spacing ?? request.Signal.Step;
        double atOnce = _ahead.Mean(request.Now, request.Length);
        double least = Math.Abs(atOnce) * LeastGain;
        (SimTime start, double best) = (request.Now, 0);
        for (SimTime candidate = request.Now + every; candidate <= last; candidate += every)
        {
            double saved = atOnce - _ahead.Mean(candidate, request.Length);
            double value = kind == StartKind.LowestWindow ? saved : PerHour(request, candidate, saved);
            (start, best) = saved > least && value > best + least ? (candidate, value) : (start, best);
        }

        return start;
    }

    // Emissions are mean intensity times length, and the length is the same for all starts.
    private static double PerHour(in ShiftRequest request, SimTime start, double saved) =>
        saved / (start - request.Now + request.Length).TotalHours;
}
