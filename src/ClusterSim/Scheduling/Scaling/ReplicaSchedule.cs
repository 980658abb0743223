namespace ClusterSim.Scheduling.Scaling;

/// <summary>
/// How many replicas of a job run in each step of a signal (Hanafy et al., "CarbonScaler", SIGMETRICS 2024, algorithm
/// 1): the replica of a step that does the most work for each gram is taken first, until the work is done. With
/// throughput whose gains fall from replica to replica no other schedule does as much work with less carbon.
/// </summary>
internal static class ReplicaSchedule
{
    // What rounding leaves of the work is not worth a replica.
    private const double LeastShare = 1e-9;

    /// <summary>Replicas by step; of equally good ones those of the earlier step.</summary>
    /// <param name="intensity">What a unit of energy costs in each step.</param>
    /// <param name="seconds">How long each step lasts.</param>
    /// <param name="curve">The job.</param>
    /// <param name="work">What is to be done; where it cannot be done all steps have as much as helps.</param>
    public static int[] Plan(
        ReadOnlySpan<double> intensity, ReadOnlySpan<double> seconds, ScalingCurve curve, double work)
    {
        int[] replicas = new int[intensity.Length];
        PriorityQueue<int, (double Cost, int Step)> next = new();
        for (int step = 0; step < replicas.Length; step++)
        {
            Offer(next, step, 0, intensity, curve);
        }

        double left = work;
        while (left > work * LeastShare && next.TryDequeue(out int step, out _))
        {
            int more = curve.After(replicas[step]);
            left -= (curve.Throughput[more] - curve.Throughput[replicas[step]]) * seconds[step];
            replicas[step] = more;
            Offer(next, step, more, intensity, curve);
        }

        return replicas;
    }

    private static void Offer(
        PriorityQueue<int, (double Cost, int Step)> next, int step, int replicas, ReadOnlySpan<double> intensity,
        ScalingCurve curve)
    {
        double energy = curve.MarginalEnergy(replicas);
        if (double.IsFinite(energy))
        {
            next.Enqueue(step, (energy * intensity[step], step));
        }
    }
}
