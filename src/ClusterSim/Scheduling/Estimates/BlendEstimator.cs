namespace ClusterSim.Scheduling.Estimates;

/// <summary>
/// Helios's estimate: alpha times the naive one plus 1 - alpha times the learned one (Hu et al., SC 2021).
/// </summary>
internal sealed class BlendEstimator(double alpha, IDurationEstimator naive, IDurationEstimator learned)
    : IDurationEstimator
{
    public double? EstimateSeconds(DurationHistory history, string user, string name, int gpus) =>
        naive.EstimateSeconds(history, user, name, gpus) is { } repeated
        && learned.EstimateSeconds(history, user, name, gpus) is { } fitted
            ? (alpha * repeated) + ((1 - alpha) * fitted)
            : null;
}
