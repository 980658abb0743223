using ClusterSim.Randomness;

namespace ClusterSim.Workloads;

/// <summary>
/// Submissions of the Lublin-Feitelson model: the logarithm of a time between submissions is gamma distributed as in
/// the rush hours, and the clock by which it passes runs with the weight of the half hour of the day, so that the same
/// time is longer at night.
/// </summary>
internal sealed class LublinArrivals
{
    // Gamma of the log of times between submissions; its shape times the ratio of rush hours to all hours.
    private const double Aarr = 10.2303, Barr = 0.4871, RushToAll = 1.0225, LargestLogSeconds = 13;

    // Gamma of the half hour of a submission, counted from half past five in the morning.
    private const double Anum = 8.1737, Bnum = 3.9631;
    private const int Buckets = 48, DayStart = 11;
    private const double BucketSeconds = 1800;

    private readonly RandomStream _stream;
    private readonly GammaDistribution _between = new(Aarr * RushToAll, Barr);
    private readonly double[] _weights = Weights();
    private double _seconds;

    public LublinArrivals(long seed) => _stream = new RandomStream(seed, "lublin/arrivals");

    /// <summary>The next submission in seconds since the midnight of the first.</summary>
    public double Next()
    {
        double log;
        do
        {
            log = _between.Sample(_stream);
        }
        while (log > LargestLogSeconds);

        double left = Math.Exp(log);
        while (true)
        {
            double weight = _weights[(int)(_seconds / BucketSeconds) % Buckets];
            double end = (Math.Floor(_seconds / BucketSeconds) + 1) * BucketSeconds;
            if (left <= (end - _seconds) * weight)
            {
                return _seconds += left / weight;
            }

            left -= (end - _seconds) * weight;
            _seconds = end;
        }
    }

    private static double[] Weights()
    {
        GammaDistribution number = new(Anum, Bnum);
        double[] weights = new double[Buckets];
        for (int i = DayStart; i < Buckets + DayStart; i++)
        {
            weights[(i - 1) % Buckets] = number.Cumulative(i + 0.5) - number.Cumulative(i - 0.5);
        }

        double mean = weights.Average();
        return [.. weights.Select(weight => weight / mean)];
    }
}
