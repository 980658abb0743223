using ClusterSim.Time;

namespace ClusterSim.Scheduling.Shifting;

/// <summary>
/// Runs jobs while a signal is below a level: a given one, or a percentile of what is expected of the time ahead when
/// the job comes (as GAIA re-implements Ecovisor).
/// </summary>
internal sealed class LevelRule : IShiftRule
{
    private readonly ForecastSums _ahead = new();
    private readonly List<(double Value, long Ticks)> _steps = [];

    /// <summary>Whether jobs are stopped when the signal rises above the level.</summary>
    public required bool Interrupts { get; init; }

    /// <summary>The level; <c>null</c> for the percentile.</summary>
    public double? Level { get; init; }

    /// <summary>The percentile as a share.</summary>
    public double Quantile { get; init; } = 0.3;

    /// <summary>How far ahead is looked for the percentile.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromHours(24);

    public IShiftDecision Decide(in ShiftRequest request) =>
        new BelowLevel(request.Signal, Level ?? Percentile(request));

    // The value below which the signal stays for the given share of the time ahead.
    private double Percentile(in ShiftRequest request)
    {
        SimTime end = request.Now + Horizon;
        _ahead.Look(request.Signal, end);
        _steps.Clear();
        for (int step = 0; step < _ahead.Count; step++)
        {
            SimTime start = SimTime.Max(_ahead.StartOf(step), request.Now);
            _steps.Add((_ahead.ValueOf(step), (SimTime.Min(_ahead.StartOf(step + 1), end) - start).Ticks));
        }

        _steps.Sort();
        double left = Quantile * Horizon.Ticks;
        int at = 0;
        while (at < _steps.Count - 1 && (left -= _steps[at].Ticks) >= 0)
        {
            at++;
        }

        return _steps[at].Value;
    }
}
