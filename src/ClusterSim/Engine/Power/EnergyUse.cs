using System.Collections.Immutable;

namespace ClusterSim.Engine.Power;

/// <summary>The energy of a run by account: exact integrals of a power that is constant between events.</summary>
public sealed record EnergyUse
{
    private const double JoulesPerKwh = 3.6e6;

    /// <summary>Joules by account, in the order of <see cref="PowerAccount"/>.</summary>
    public required ImmutableArray<double> Joules { get; init; }

    /// <summary>From time zero to the end of the run.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>Greatest power of the whole, in watts, that lasted for more than no time.</summary>
    public required double PeakWatts { get; init; }

    /// <summary>
    /// GPU time held by model, in GPU-seconds, names in order: what the embodied carbon of jobs goes by.
    /// </summary>
    public required ImmutableSortedDictionary<string, double> HeldGpuSeconds { get; init; }

    /// <summary>Joules of the whole: the sum of all accounts.</summary>
    public double TotalJoules => Joules.Sum();

    /// <summary>Kilowatt-hours of the whole.</summary>
    public double TotalKwh => TotalJoules / JoulesPerKwh;

    /// <summary>Mean power of the whole in watts; 0 for a run of no length.</summary>
    public double MeanWatts => Length > TimeSpan.Zero ? TotalJoules / Length.TotalSeconds : 0;

    /// <summary>The whole over all but the facility; 1 for a run that drew nothing.</summary>
    public double Pue => TotalJoules > 0 ? TotalJoules / (TotalJoules - JoulesOf(PowerAccount.Facility)) : 1;

    /// <summary>Joules of one account.</summary>
    public double JoulesOf(PowerAccount account) => Joules[(int)account];

    /// <summary>Kilowatt-hours of one account.</summary>
    public double KwhOf(PowerAccount account) => JoulesOf(account) / JoulesPerKwh;
}
