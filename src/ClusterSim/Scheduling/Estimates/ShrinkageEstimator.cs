namespace ClusterSim.Scheduling.Estimates;

/// <summary>
/// A learned estimate: the mean of the logarithms of the durations of ever smaller groups (all, user, user and GPUs,
/// user and name, user, name and GPUs), each shrunk towards the group around it as if that had <c>weight</c> jobs more
/// (empirical Bayes; Efron and Morris, JASA 70, 1975). Stands in for the gradient-boosted trees of Helios.
/// </summary>
internal sealed class ShrinkageEstimator(double weight) : IDurationEstimator
{
    public double? EstimateSeconds(DurationHistory history, string user, string name, int gpus)
    {
        if (history.Count == 0)
        {
            return null;
        }

        double log = history.All.SumOfLogs / history.Count;
        log = Shrunk(history.OfUser(user), log);
        log = Shrunk(history.OfUser(user, gpus), log);
        if (name.Length > 0)
        {
            log = Shrunk(history.Of(user, name), log);
            log = Shrunk(history.Of(user, name, gpus), log);
        }

        return Math.Exp(log);
    }

    private double Shrunk(DurationMean group, double around) =>
        (group.SumOfLogs + (weight * around)) / (group.Count + weight);
}
