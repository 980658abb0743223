using System.Collections.Immutable;

namespace ClusterSim.Engine.Power;

/// <summary>
/// The energy of a run weighted by a signal, by account: grams of CO2e, or what the energy cost. Exact integrals of
/// power times signal.
/// </summary>
public sealed record SignalUse
{
    /// <summary>Name of the signal.</summary>
    public required string Signal { get; init; }

    /// <summary>Unit of the amounts: that of the signal times kWh, e.g. <c>gCO2e</c> or <c>USD</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>Amounts by account, in the order of <see cref="PowerAccount"/>.</summary>
    public required ImmutableArray<double> Amounts { get; init; }

    /// <summary>The energy that was weighted, in kWh: all accounts.</summary>
    public required double Kwh { get; init; }

    /// <summary>The whole: the sum of all accounts.</summary>
    public double Total => Amounts.Sum();

    /// <summary>The amount of one account.</summary>
    public double Of(PowerAccount account) => Amounts[(int)account];
}
