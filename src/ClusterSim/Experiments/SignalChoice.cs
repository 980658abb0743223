using ClusterSim.Signals;

namespace ClusterSim.Experiments;

/// <summary>The signals of a run as an experiment names them.</summary>
public sealed record SignalChoice
{
    /// <summary>Average carbon intensity: a file, or a number of gCO2e/kWh.</summary>
    /// <value>Default empty: none.</value>
    public string Carbon { get; init; } = "";

    /// <summary>Marginal carbon intensity for decisions: a file, or a number of gCO2e/kWh.</summary>
    /// <value>Default empty: none.</value>
    public string Marginal { get; init; } = "";

    /// <summary>Price of electricity: a file, or a number for each kWh.</summary>
    /// <value>Default empty: none.</value>
    public string EnergyPrice { get; init; } = "";

    /// <summary>Column of the carbon file that holds the values.</summary>
    /// <value>Default <c>null</c>: the one that there is; <c>lca</c> in files of Electricity Maps.</value>
    public string? Column { get; init; }

    /// <summary>The civil instant at which the trace begins.</summary>
    /// <value>Default <c>null</c>: the beginning of the first signal that is a series.</value>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Time zone of working days, and of times in files that carry none.</summary>
    /// <value>Default UTC.</value>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>How the future is forecast for policies.</summary>
    /// <value>Default: from the day before.</value>
    public ForecastOptions Forecast { get; init; } = new();
}
