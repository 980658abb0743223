namespace ClusterSim.Signals;

/// <summary>How the future of signals is forecast for policies.</summary>
public sealed record ForecastOptions
{
    /// <summary>Where the forecast comes from.</summary>
    /// <value>Default <see cref="ForecastKind.LastDay"/>: nothing of the future is known.</value>
    public ForecastKind Kind { get; init; } = ForecastKind.LastDay;

    /// <summary>
    /// Standard deviation of the error of <see cref="ForecastKind.Noisy"/> as a share of the mean of the series.
    /// </summary>
    /// <value>0 or more; default 0.05.</value>
    public double Error { get; init; } = 0.05;

    /// <summary>Whether policies are told something of the real future.</summary>
    public bool IsOracle => Kind is ForecastKind.Perfect or ForecastKind.Noisy;
}
