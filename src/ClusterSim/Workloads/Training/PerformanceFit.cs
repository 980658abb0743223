using ClusterSim.Statistics;

namespace ClusterSim.Workloads.Training;

/// <summary>Fits <see cref="PerformanceParameters"/> to observed step times.</summary>
public static class PerformanceFit
{
    private const double Least = PerformanceParameters.Nothing;

    /// <summary>
    /// The parameters that explain the samples best. What the samples cannot tell is assumed to be cheap, so that a job
    /// explores: without several nodes, several GPUs or more than two GPUs the parameters for those stay next to zero
    /// (Qiao et al., "Pollux", OSDI 2021, section 4.1).
    /// </summary>
    /// <param name="samples">One or more observations.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static PerformanceParameters Of(IReadOnlyList<StepTimeSample> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Count == 0)
        {
            throw new ArgumentException("found no samples, expected at least one.", nameof(samples));
        }

        const int count = PerformanceObjective.Parameters;
        // The start of the artefact, and one by the means of what was observed: the better end counts.
        Span<double> x = [0.1, 0.01, 0.1, 0.01, 0.1, 0.01, 1.001];
        Span<double> other = stackalloc double[count];
        Guess(samples, other);
        Span<double> lower = [Least, Least, Least, Least, Least, Least, 1];
        Span<double> upper = stackalloc double[count];
        upper.Fill(double.PositiveInfinity);
        upper[6] = 10;
        Pin(samples, x, lower, upper);
        PerformanceObjective objective = new(samples);
        for (int k = 0; k < count; k++)
        {
            other[k] = Math.Clamp(other[k], lower[k], upper[k]);
        }

        double value = BoundedMinimum.Find(objective.At, x, lower, upper);
        if (BoundedMinimum.Find(objective.At, other, lower, upper) < value)
        {
            other.CopyTo(x);
        }

        if (!samples.Any(sample => sample.Nodes > 1))
        {
            x[2] = Math.Max(x[2], x[4] * 1.1);
            x[3] = Math.Max(x[3], x[5] * 1.1);
        }

        return new PerformanceParameters(x[0], x[1], x[2], x[3], x[4], x[5], x[6]);
    }

    private static void Guess(IReadOnlyList<StepTimeSample> samples, Span<double> x)
    {
        (double compute, double batch, double sync) = (0, 0, 0);
        foreach (StepTimeSample sample in samples)
        {
            compute += sample.Time.ComputeSeconds / samples.Count;
            batch += sample.LocalBatch / (double)samples.Count;
            sync += sample.Time.SyncSeconds / samples.Count;
        }

        sync = Math.Max(sync, Least);
        (x[0], x[1], x[6]) = (compute / 2, compute / 2 / batch, 1.001);
        (x[2], x[3], x[4], x[5]) = (sync, sync / 10, sync, sync / 10);
    }

    private static void Pin(
        IReadOnlyList<StepTimeSample> samples, Span<double> x, Span<double> lower, Span<double> upper)
    {
        if (samples.All(sample => sample.LocalBatch == samples[0].LocalBatch))
        {
            x[0] = lower[0] = upper[0] = samples.Average(sample => sample.Time.ComputeSeconds) / 2;
        }

        bool across = samples.Any(sample => sample.Nodes > 1);
        bool within = samples.Any(sample => sample.Nodes == 1 && sample.Gpus > 1);
        bool many = samples.Any(sample => sample.Gpus > 2);
        ReadOnlySpan<bool> known = [true, true, across, across && many, within, within && many, true];
        for (int k = 0; k < known.Length; k++)
        {
            if (!known[k])
            {
                x[k] = upper[k] = lower[k];
            }
        }
    }
}
