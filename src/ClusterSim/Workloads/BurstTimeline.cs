using ClusterSim.Randomness;

namespace ClusterSim.Workloads;

/// <summary>
/// When bursts of submissions begin and end: a Markov chain of two states with exponential stays, the modulation of a
/// Markov-modulated Poisson process (Fischer and Meier-Hellstern, Performance Evaluation 18, 1993).
/// </summary>
internal sealed class BurstTimeline
{
    private readonly RandomStream _stream;
    private readonly ExponentialDistribution _burst, _calm;
    private double _until;
    private bool _bursting;

    public BurstTimeline(ArrivalOptions options, long seed)
    {
        double length = options.MeanBurst.TotalSeconds;
        _stream = new RandomStream(seed, "bursts");
        _burst = new ExponentialDistribution(length);
        _calm = new ExponentialDistribution(length * (1 - options.BurstShare) / options.BurstShare);
        CalmRate = 1 / (1 - options.BurstShare + (options.BurstShare * options.BurstRatio));
        BurstRate = CalmRate * options.BurstRatio;
        _bursting = _stream.NextDouble() < options.BurstShare;
        _until = Stay();
    }

    /// <summary>Rate within a burst over the mean rate.</summary>
    public double BurstRate { get; }

    /// <summary>Rate outside of bursts over the mean rate.</summary>
    public double CalmRate { get; }

    /// <summary>Rate at a time over the mean rate; times never go back.</summary>
    public double RateAt(double seconds)
    {
        while (seconds >= _until)
        {
            _bursting = !_bursting;
            _until += Stay();
        }

        return _bursting ? BurstRate : CalmRate;
    }

    private double Stay() => (_bursting ? _burst : _calm).Sample(_stream);
}
