using ClusterSim.Engine.Flows;
using ClusterSim.Statistics;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Published;

/// <summary>
/// A communication profile whose computation grows linearly with the batch, fitted to measured step times: least
/// squares of their logarithms, in which outliers count linearly (soft L1, from 10 % on).
/// </summary>
internal sealed record ProfileFit(CommunicationProfile AtNoBatch, double ComputeSecondsPerExample)
{
    private static readonly (double Bytes, double Messages)[] Starts =
        [(1e8, 100), (1e7, 1000), (1e9, 10), (1e6, 1), (1e8, 1)];

    private const double Outlier = 0.1, Step = 1e-5;

    /// <summary>The profile that explains the observations best.</summary>
    public static ProfileFit Of(IReadOnlyList<StepObservation> observations)
    {
        double least = observations.Min(one => one.Seconds), batch = observations.Min(one => one.Batch);
        double[] lower = [Math.Log(1e-5), Math.Log(1e-9), Math.Log(1e3), Math.Log(1e-3), Math.Log(1e-3)];
        double[] upper = [Math.Log(10), Math.Log(10), Math.Log(1e11), Math.Log(1e6), Math.Log(9)];
        double lowest = double.PositiveInfinity;
        double[] best = [];
        // Bytes and messages explain each other in part, which makes valleys: the lowest of several starts counts.
        foreach ((double bytes, double messages) in Starts)
        {
            double[] x =
                [Math.Log(least / 2), Math.Log(least / 2 / batch), Math.Log(bytes), Math.Log(messages), Math.Log(0.5)];
            double loss =
                BoundedMinimum.Find((point, gradient) => Loss(observations, point, gradient), x, lower, upper);
            (lowest, best) = loss < lowest ? (loss, x) : (lowest, best);
        }

        return At(best);
    }

    /// <summary>The step time with a batch where an exchange costs so much.</summary>
    public double StepSeconds(double batch, LoneRing exchange) =>
        (AtNoBatch with { ComputeSeconds = AtNoBatch.ComputeSeconds + (ComputeSecondsPerExample * batch) })
            .StepSeconds(exchange.Seconds(AtNoBatch));

    private static ProfileFit At(ReadOnlySpan<double> x) => new(
        new CommunicationProfile(
            Math.Exp(x[0]), Math.Exp(x[2]), 1 + Math.Exp(x[4]), Collective.Tree, Math.Exp(x[3])),
        Math.Exp(x[1]));

    private static double Loss(
        IReadOnlyList<StepObservation> observations, ReadOnlySpan<double> x, Span<double> gradient)
    {
        Span<double> moved = stackalloc double[x.Length];
        for (int k = 0; k < x.Length; k++)
        {
            x.CopyTo(moved);
            moved[k] = x[k] + Step;
            double above = Loss(observations, At(moved));
            moved[k] = x[k] - Step;
            gradient[k] = (above - Loss(observations, At(moved))) / (2 * Step);
        }

        return Loss(observations, At(x));
    }

    private static double Loss(IReadOnlyList<StepObservation> observations, ProfileFit fit)
    {
        double sum = 0;
        foreach (StepObservation one in observations)
        {
            double off = Math.Log(fit.StepSeconds(one.Batch, one.Exchange) / one.Seconds) / Outlier;
            sum += 2 * (Math.Sqrt(1 + (off * off)) - 1);
        }

        return sum;
    }
}
