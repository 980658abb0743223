namespace ClusterSim.Workloads.Training;

/// <summary>
/// How badly parameters explain measured step times: the root mean square of the logarithmic errors of computing and of
/// whole steps, and small penalties for much overlap and for synchronisation that grows with the GPUs
/// (petuum/adaptdl, simulator of the OSDI 2021 artefact).
/// </summary>
internal sealed class PerformanceObjective(IReadOnlyList<StepTimeSample> samples)
{
    public const int Parameters = 7;

    private const double OverlapPenalty = 1e-3, GrowthPenalty = 1e-2;

    private readonly double[] _logCompute = [.. samples.Select(sample => Math.Log(sample.Time.ComputeSeconds))];
    private readonly double[] _logStep = [.. samples.Select(sample => Math.Log(sample.Time.Seconds))];

    /// <summary>The value at <paramref name="x"/>, and its gradient.</summary>
    public double At(ReadOnlySpan<double> x, Span<double> gradient)
    {
        Span<double> computing = stackalloc double[Parameters];
        Span<double> stepping = stackalloc double[Parameters];
        computing.Clear();
        stepping.Clear();
        double computeError = 0, stepError = 0;
        for (int i = 0; i < samples.Count; i++)
        {
            AddErrors(i, x, computing, stepping, ref computeError, ref stepError);
        }

        double value = Root(computing, computeError) + Root(stepping, stepError);
        for (int k = 0; k < Parameters; k++)
        {
            gradient[k] = computing[k] + stepping[k];
        }

        double overlap = x[6] - 1;
        gradient[6] += 2 * OverlapPenalty * overlap;
        return value + (OverlapPenalty * overlap * overlap)
            + Growth(x[2], x[3], gradient[2..]) + Growth(x[4], x[5], gradient[4..]);
    }

    // Turns a sum of squares, and half its gradient, into the root of the mean.
    private double Root(Span<double> halfGradient, double squares)
    {
        double root = Math.Sqrt(squares / samples.Count);
        double factor = root > 0 ? 1 / (root * samples.Count) : 0;
        foreach (ref double part in halfGradient)
        {
            part *= factor;
        }

        return root;
    }

    private static double Growth(double start, double perGpu, Span<double> gradient)
    {
        double ratio = perGpu / start;
        gradient[0] -= 2 * GrowthPenalty * ratio * ratio / start;
        gradient[1] += 2 * GrowthPenalty * ratio / start;
        return GrowthPenalty * ratio * ratio;
    }

    private void AddErrors(
        int i, ReadOnlySpan<double> x, Span<double> computing, Span<double> stepping, ref double computeError,
        ref double stepError)
    {
        StepTimeSample sample = samples[i];
        double compute = x[0] + (x[1] * sample.LocalBatch);
        double further = Math.Max(sample.Gpus - 2, PerformanceParameters.Nothing);
        int link = sample.Nodes > 1 ? 2 : sample.Gpus > 1 ? 4 : -1;
        double sync = link < 0 ? PerformanceParameters.Nothing : x[link] + (x[link + 1] * further);
        double computePower = Math.Pow(compute, x[6]), syncPower = Math.Pow(sync, x[6]), sum = computePower + syncPower;
        double logStep = Math.Log(sum) / x[6];
        double error = Math.Log(compute) - _logCompute[i], wholeError = logStep - _logStep[i];
        computeError += error * error;
        stepError += wholeError * wholeError;
        computing[0] += error / compute;
        computing[1] += error * sample.LocalBatch / compute;
        double byCompute = wholeError * computePower / (compute * sum), bySync = wholeError * syncPower / (sync * sum);
        stepping[0] += byCompute;
        stepping[1] += byCompute * sample.LocalBatch;
        if (link >= 0)
        {
            stepping[link] += bySync;
            stepping[link + 1] += bySync * further;
        }

        double logs = ((computePower * Math.Log(compute)) + (syncPower * Math.Log(sync))) / sum;
        stepping[6] += wholeError * (logs - logStep) / x[6];
    }
}
