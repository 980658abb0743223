using MathNet.Numerics.Distributions;

namespace ClusterSim.Learning.Search;

/// <summary>A Gaussian process over numbers of any scale: they are brought to mean 0 and variance 1 for it.</summary>
internal sealed class Belief
{
    private readonly GaussianProcess _process;
    private readonly double _mean, _scale;

    private Belief(GaussianProcess process, double mean, double scale) =>
        (_process, _mean, _scale) = (process, mean, scale);

    public static Belief Of(double[][] points, double[] values)
    {
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length);
        double scale = deviation > 0 ? deviation : 1;
        double[] standard = [.. values.Select(value => (value - mean) / scale)];
        return new Belief(
            new GaussianProcess(points, standard, ProcessFit.Find(points, standard)), mean, scale);
    }

    public double Improvement(double[] point, double best)
    {
        (double mean, double deviation) = _process.At(point);
        return _scale * ExpectedImprovement.Of(mean, deviation, (best - _mean) / _scale);
    }

    public double ProbabilityBelowZero(double[] point)
    {
        (double mean, double deviation) = _process.At(point);
        double least = -_mean / _scale;
        return deviation > 0 ? Normal.CDF(mean, deviation, least) : mean <= least ? 1 : 0;
    }
}
