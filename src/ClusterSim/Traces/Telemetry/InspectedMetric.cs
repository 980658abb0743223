namespace ClusterSim.Traces.Telemetry;

/// <summary>The samples of one metric; of several devices of a job those of the job as a whole.</summary>
/// <param name="Name">Name of the metric.</param>
/// <param name="Unit">Unit of the values below.</param>
/// <param name="Samples">Number of samples.</param>
/// <param name="Jobs">Jobs that have some.</param>
/// <param name="Mean">Mean of the samples.</param>
/// <param name="Minimum">Least sample.</param>
/// <param name="LowerQuartile">Quantile 0.25.</param>
/// <param name="Median">Quantile 0.5.</param>
/// <param name="UpperQuartile">Quantile 0.75.</param>
/// <param name="Quantile95">Quantile 0.95.</param>
/// <param name="Maximum">Greatest sample.</param>
/// <param name="ShareOfZero">Share of the samples that are exactly 0.</param>
/// <param name="ShareBelowOne">Share of the samples below 1.</param>
public sealed record InspectedMetric(
    string Name, string Unit, long Samples, int Jobs, double Mean, double Minimum, double LowerQuartile, double Median,
    double UpperQuartile, double Quantile95, double Maximum, double ShareOfZero, double ShareBelowOne);
