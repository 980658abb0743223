using ClusterSim.Signals;

namespace ClusterSim.Scheduling;

/// <summary>The signals of a run as a policy knows them in a pass.</summary>
public sealed class SignalViews
{
    internal SignalViews(SchedulingView view, RunSignals signals)
    {
        Clock = signals.Clock;
        Carbon = signals.DecisionCarbon is { } carbon ? new SignalView(view, carbon, signals) : null;
        EnergyPrice = signals.EnergyPrice is { } price ? new SignalView(view, price, signals) : null;
    }

    /// <summary>Which civil instant the epoch of the run is, and where its working days are.</summary>
    public SignalClock Clock { get; }

    /// <summary>
    /// Carbon intensity to decide by, the marginal one where the run has it; <c>null</c> when none is known.
    /// </summary>
    public SignalView? Carbon { get; }

    /// <summary>Price of electricity; <c>null</c> when it is not known.</summary>
    public SignalView? EnergyPrice { get; }
}
