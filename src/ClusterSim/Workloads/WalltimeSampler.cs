using ClusterSim.Randomness;

namespace ClusterSim.Workloads;

/// <summary>Walltimes as users write them down, see <see cref="WalltimeOptions"/>.</summary>
internal sealed class WalltimeSampler
{
    private const int SecondsPerDay = 86_400;

    private static readonly int[] _likedSeconds =
        [300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400, 172_800, 259_200];

    private readonly WalltimeOptions _options;
    private readonly RandomStream _stream;

    public WalltimeSampler(WalltimeOptions options, long seed)
    {
        _options = options;
        _stream = new RandomStream(seed, "walltimes");
    }

    /// <summary>Walltime in seconds for a job that its user expects to run for so long; 0 for none.</summary>
    public long Sample(long runTimeSeconds)
    {
        bool given = _stream.NextDouble() < _options.Share;
        double accuracy = _options.MinAccuracy + ((1 - _options.MinAccuracy) * _stream.NextDouble());
        if (!given)
        {
            return 0;
        }

        long wanted = (long)Math.Ceiling(runTimeSeconds / accuracy);
        return _options.Rounded ? RoundUp(wanted) : wanted;
    }

    private static long RoundUp(long seconds)
    {
        foreach (int liked in _likedSeconds)
        {
            if (liked >= seconds)
            {
                return liked;
            }
        }

        return (seconds + SecondsPerDay - 1) / SecondsPerDay * SecondsPerDay;
    }
}
