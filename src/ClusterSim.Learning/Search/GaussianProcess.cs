using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace ClusterSim.Learning.Search;

/// <summary>
/// Gaussian-process regression with mean 0 (Rasmussen and Williams 2006, algorithm 2.1): what a function is likely to
/// be elsewhere, given noisy values of it at some points.
/// </summary>
public sealed class GaussianProcess
{
    // Keeps the factorization alive when two points coincide.
    private const double Jitter = 1e-10;

    private readonly double[][] _points;
    private readonly ProcessParameters _parameters;
    private readonly Cholesky<double> _factor;
    private readonly Vector<double> _weights;

    /// <summary>The process given what was observed.</summary>
    /// <param name="points">Where the function was observed; at least one point, all of one length.</param>
    /// <param name="values">What was observed, one value a point.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <exception cref="ArgumentException">There are not as many values as points, or none.</exception>
    public GaussianProcess(
        IReadOnlyList<double[]> points, IReadOnlyList<double> values, ProcessParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(parameters);
        if (points.Count == 0 || points.Count != values.Count)
        {
            throw new ArgumentException($"Found {points.Count} points and {values.Count} values.", nameof(values));
        }

        (_points, _parameters) = ([.. points], parameters);
        double diagonal = parameters.NoiseVariance + (Jitter * parameters.SignalVariance);
        _factor = Matrix<double>.Build.Dense(
            points.Count, points.Count,
            (i, j) => parameters.Covariance(_points[i], _points[j]) + (i == j ? diagonal : 0)).Cholesky();
        var observed = Vector<double>.Build.DenseOfEnumerable(values);
        _weights = _factor.Solve(observed);
        LogMarginalLikelihood = (-0.5 * observed.DotProduct(_weights)) - (0.5 * _factor.DeterminantLn)
            - (0.5 * points.Count * Math.Log(2 * Math.PI));
    }

    /// <summary>Logarithm of the probability density of what was observed.</summary>
    public double LogMarginalLikelihood { get; }

    /// <summary>What the function is likely to be at a point, without the noise of an observation.</summary>
    /// <param name="point">The point.</param>
    /// <returns>Mean and standard deviation of the posterior.</returns>
    public (double Mean, double Deviation) At(double[] point)
    {
        ArgumentNullException.ThrowIfNull(point);
        var covariances = Vector<double>.Build.Dense(
            _points.Length, i => _parameters.Covariance(point, _points[i]));
        double variance = _parameters.SignalVariance - covariances.DotProduct(_factor.Solve(covariances));
        return (covariances.DotProduct(_weights), Math.Sqrt(Math.Max(variance, 0)));
    }
}
