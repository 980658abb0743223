using System.Collections.Immutable;

namespace ClusterSim.Learning.Search;

/// <summary>What shapes a <see cref="GaussianProcess"/>.</summary>
/// <param name="SignalVariance">Variance of the function; positive.</param>
/// <param name="NoiseVariance">Variance of what is observed around it; 0 or more.</param>
/// <param name="LengthScales">
/// How far apart points must be along each coordinate for their values to be nearly unrelated; positive.
/// </param>
public sealed record ProcessParameters(
    double SignalVariance, double NoiseVariance, ImmutableArray<double> LengthScales)
{
    /// <summary>
    /// The covariance of two points: Matern's with smoothness 5/2 (Rasmussen and Williams 2006, equation 4.17), s2 (1 +
    /// sqrt(5) d + 5/3 d2) exp(-sqrt(5) d) with the distance d in length scales.
    /// </summary>
    /// <param name="first">A point.</param>
    /// <param name="second">Another.</param>
    public double Covariance(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double squared = 0;
        for (int i = 0; i < first.Length; i++)
        {
            double distance = (first[i] - second[i]) / LengthScales[i];
            squared += distance * distance;
        }

        double scaled = Math.Sqrt(5 * squared);
        return SignalVariance * (1 + scaled + (scaled * scaled / 3)) * Math.Exp(-scaled);
    }
}
