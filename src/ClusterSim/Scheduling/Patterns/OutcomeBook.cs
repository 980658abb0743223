using ClusterSim.Statistics;
using MathNet.Numerics.Distributions;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Promised against obtained over the applications whose outcome is known: sums, intervals and what a further promise
/// is worth. Memory does not grow with the outcomes.
/// </summary>
internal sealed class OutcomeBook
{
    /// <summary>
    /// Outcomes that weigh as much as the belief that promises are kept: our choice, as many as a rule has by default
    /// before it is judged.
    /// </summary>
    public const int PriorOutcomes = 5;

    private const double Level = 0.95;

    private double _promised, _obtained, _promisedSquares, _obtainedSquares, _products;

    public int Count { get; private set; }

    public double ObtainedGpuSeconds => _obtained;

    /// <summary>
    /// Obtained per promised, shrunk towards 1: Z R + (1 - Z) with Z = n / (n + k) (Bühlmann, ASTIN Bulletin 4, 1967).
    /// </summary>
    public double Calibration
    {
        get
        {
            double credibility = Count / (double)(Count + PriorOutcomes);
            return _promised > 0 ? (credibility * _obtained / _promised) + 1 - credibility : 1;
        }
    }

    /// <summary>
    /// The ratio estimator R = sum o / sum p with the standard error sqrt(sum (o - R p)^2 / (n (n - 1))) / mean p
    /// (Cochran, Sampling Techniques, 3rd ed. 1977, section 6.4).
    /// </summary>
    public ConfidenceInterval? Ratio
    {
        get
        {
            if (Count < 2 || _promised <= 0)
            {
                return null;
            }

            double ratio = _obtained / _promised;
            double squares = _obtainedSquares - (2 * ratio * _products) + (ratio * ratio * _promisedSquares);
            double error = Math.Sqrt(Math.Max(squares, 0) / (Count * (Count - 1.0))) * Count / _promised;
            return Around(ratio, error);
        }
    }

    /// <summary>The sum obtained with the interval of n times a mean.</summary>
    public ConfidenceInterval? Obtained
    {
        get
        {
            if (Count < 2)
            {
                return null;
            }

            double squares = _obtainedSquares - (_obtained * _obtained / Count);
            return Around(_obtained, Math.Sqrt(Math.Max(squares, 0) / (Count - 1.0) * Count));
        }
    }

    public void Add(double promisedGpuSeconds, double obtainedGpuSeconds)
    {
        Count++;
        _promised += promisedGpuSeconds;
        _obtained += obtainedGpuSeconds;
        _promisedSquares += promisedGpuSeconds * promisedGpuSeconds;
        _obtainedSquares += obtainedGpuSeconds * obtainedGpuSeconds;
        _products += promisedGpuSeconds * obtainedGpuSeconds;
    }

    private ConfidenceInterval Around(double estimate, double error)
    {
        double width = -StudentT.InvCDF(0, 1, Count - 1, (1 - Level) / 2) * error;
        return new ConfidenceInterval(estimate, estimate - width, estimate + width);
    }
}
