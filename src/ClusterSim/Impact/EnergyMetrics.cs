using ClusterSim.Engine.Power;

namespace ClusterSim.Impact;

/// <summary>The energy of a run. Definitions: <c>docs/energy.md</c>.</summary>
public sealed record EnergyMetrics
{
    /// <summary>Kilowatt-hours of the whole: all accounts together.</summary>
    public required double TotalKwh { get; init; }

    /// <summary>Kilowatt-hours of jobs that made progress.</summary>
    public required double JobsKwh { get; init; }

    /// <summary>Kilowatt-hours of what nobody held.</summary>
    public required double IdleKwh { get; init; }

    /// <summary>Kilowatt-hours of start-up, restoring and nodes between sleeping and waking.</summary>
    public required double OverheadKwh { get; init; }

    /// <summary>Kilowatt-hours of the network.</summary>
    public required double NetworkKwh { get; init; }

    /// <summary>Kilowatt-hours that cooling and the supply of power add.</summary>
    public required double FacilityKwh { get; init; }

    /// <summary>Mean power of the whole in watts.</summary>
    public required double MeanWatts { get; init; }

    /// <summary>Greatest power of the whole in watts.</summary>
    public required double PeakWatts { get; init; }

    /// <summary>
    /// Kilowatt-hours of the whole for each GPU-hour held and not wasted; <c>null</c> when there is none.
    /// </summary>
    public double? KwhPerUsefulGpuHour { get; init; }

    /// <summary>The metrics of a run's energy.</summary>
    /// <param name="energy">The energy.</param>
    /// <param name="usefulGpuHours">GPU-hours of the whole run that were held and not wasted.</param>
    internal static EnergyMetrics Of(EnergyUse energy, double usefulGpuHours) => new()
    {
        TotalKwh = energy.TotalKwh,
        JobsKwh = energy.KwhOf(PowerAccount.Jobs),
        IdleKwh = energy.KwhOf(PowerAccount.Idle),
        OverheadKwh = energy.KwhOf(PowerAccount.Overhead),
        NetworkKwh = energy.KwhOf(PowerAccount.Network),
        FacilityKwh = energy.KwhOf(PowerAccount.Facility),
        MeanWatts = energy.MeanWatts,
        PeakWatts = energy.PeakWatts,
        KwhPerUsefulGpuHour = usefulGpuHours > 0 ? energy.TotalKwh / usefulGpuHours : null,
    };
}
