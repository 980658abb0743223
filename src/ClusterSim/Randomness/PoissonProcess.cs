using System.Globalization;

namespace ClusterSim.Randomness;

/// <summary>
/// Points in time of a Poisson process whose rate may change with time, by thinning: points of the greatest rate are
/// kept with the share that the rate of the moment has in it (Lewis and Shedler, 1979).
/// </summary>
public sealed class PoissonProcess
{
    private readonly Func<double, double>? _rate;
    private readonly double _maxRate;

    /// <summary>A process of constant rate.</summary>
    /// <param name="rate">Points in a second; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not positive and finite.</exception>
    public PoissonProcess(double rate) => _maxRate = Parameter.Positive(rate, nameof(rate));

    /// <summary>A process whose rate depends on the time.</summary>
    /// <param name="rate">
    /// Points in a second at a time in seconds; 0 or more, never above <paramref name="maxRate"/>.
    /// </param>
    /// <param name="maxRate">Greatest value of <paramref name="rate"/>; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The greatest rate is not positive and finite.</exception>
    public PoissonProcess(Func<double, double> rate, double maxRate)
        : this(maxRate) => _rate = rate ?? throw new ArgumentNullException(nameof(rate));

    /// <summary>
    /// The first point after <paramref name="seconds"/>, in seconds. Does not end where the rate stays 0 for ever.
    /// </summary>
    /// <param name="seconds">Where to begin.</param>
    /// <param name="stream">Where the randomness comes from.</param>
    /// <exception cref="InvalidOperationException">The rate leaves the range from 0 to its maximum.</exception>
    public double Next(double seconds, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        while (true)
        {
            seconds -= Math.Log(1 - stream.NextDouble()) / _maxRate;
            if (_rate is null || stream.NextDouble() * _maxRate < RateAt(seconds))
            {
                return seconds;
            }
        }
    }

    private double RateAt(double seconds)
    {
        double rate = _rate!(seconds);
        return rate >= 0 && rate <= _maxRate * (1 + 1e-12)
            ? rate
            : throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"the rate at {seconds} s is {rate}, expected 0 to {_maxRate}."));
    }
}
