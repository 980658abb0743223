namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>The thresholds of <see cref="CesRule"/>, by default those of the Helios cluster Earth.</summary>
internal sealed record CesOptions
{
    public TimeSpan Step { get; init; } = TimeSpan.FromMinutes(10);

    public int History { get; init; } = 6;

    public double HistoryThreshold { get; init; } = 1;

    public double ForecastThreshold { get; init; } = 1;

    public int LeastNodes { get; init; } = 5;

    public int Buffer { get; init; } = 5;

    public int Keep { get; init; } = 12;
}
