using System.Collections.Immutable;
using ClusterSim.Time;

namespace ClusterSim.Signals;

/// <summary>
/// The signals of a run: what policies may decide by, and what emissions and energy are accounted with.
/// </summary>
public sealed record RunSignals
{
    /// <summary>Which civil instant the epoch of the run is.</summary>
    /// <value>Default: 1970-01-01 in UTC.</value>
    public SignalClock Clock { get; init; } = new(DateTimeOffset.UnixEpoch);

    /// <summary>Average carbon intensity in gCO2e/kWh: emissions are accounted with it.</summary>
    /// <value>Default <c>null</c>: unknown; no emissions are accounted.</value>
    /// <exception cref="ArgumentException">The signal is of another kind.</exception>
    public Signal? Carbon { get; init => field = Checked(value, SignalKind.Average); }

    /// <summary>
    /// Marginal carbon intensity in gCO2e/kWh: policies decide by it where it is there, never accounts.
    /// </summary>
    /// <value>Default <c>null</c>: policies decide by <see cref="Carbon"/>.</value>
    /// <exception cref="ArgumentException">The signal is of another kind.</exception>
    public Signal? MarginalCarbon { get; init => field = Checked(value, SignalKind.Marginal); }

    /// <summary>Price of electricity for each kWh.</summary>
    /// <value>Default <c>null</c>: unknown.</value>
    /// <exception cref="ArgumentException">The signal is of another kind.</exception>
    public Signal? EnergyPrice { get; init => field = Checked(value, SignalKind.Price); }

    /// <summary>How the future is forecast for policies.</summary>
    /// <value>Default: from the day before.</value>
    public ForecastOptions Forecast { get; init; } = new();

    /// <summary>What was assumed or repaired when the signals were read, one sentence each.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<string> Notices { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The carbon intensity that policies decide by: the marginal one where it is there.</summary>
    public Signal? DecisionCarbon => MarginalCarbon ?? Carbon;

    /// <summary>One sentence for each signal that a run needs beyond its series, which then repeats itself.</summary>
    /// <param name="end">When the run ended.</param>
    internal IEnumerable<string> Repetitions(SimTime end)
    {
        (DateTimeOffset from, DateTimeOffset to) = (Clock.InstantOf(SimTime.Zero), Clock.InstantOf(end));
        return new[] { Carbon, MarginalCarbon, EnergyPrice }
            .OfType<Signal>()
            .Where(signal => !signal.Covers(from, to))
            .Select(signal => FormattableString.Invariant(
                $"The run lasts from {from:yyyy-MM-dd HH:mm} to {to:yyyy-MM-dd HH:mm} UTC, the signal '{signal.Name}' ")
                + FormattableString.Invariant(
                    $"from {signal.Start:yyyy-MM-dd HH:mm} to {signal.End:yyyy-MM-dd HH:mm}: it repeats itself."));
    }

    private static Signal? Checked(Signal? signal, SignalKind kind) => signal is null || signal.Kind == kind
        ? signal
        : throw new ArgumentException(
            $"the signal '{signal.Name}' is of kind {signal.Kind}, expected {kind}.", nameof(signal));
}
