namespace ClusterSim.Scheduling.Estimates;

/// <summary>Number and sums of the durations of a group of jobs.</summary>
internal readonly record struct DurationMean(int Count, double SumSeconds, double SumOfLogs)
{
    public double MeanSeconds => SumSeconds / Count;

    public DurationMean With(double seconds) =>
        new(Count + 1, SumSeconds + seconds, SumOfLogs + Math.Log(Math.Max(seconds, 1)));

    public DurationMean With(DurationMean other) =>
        new(Count + other.Count, SumSeconds + other.SumSeconds, SumOfLogs + other.SumOfLogs);
}
