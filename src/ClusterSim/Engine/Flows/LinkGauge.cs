using ClusterSim.Platforms.Topology;
using ClusterSim.Time;

namespace ClusterSim.Engine.Flows;

/// <summary>The load of one link over time: exact means, quantiles to one percent, and bins for pictures.</summary>
internal sealed class LinkGauge
{
    public const int BinCount = 64;

    private const int LevelCount = 101;

    private readonly double[] _secondsAt = new double[LevelCount];
    private readonly double[] _bins = new double[BinCount];
    private SimTime _since;
    private double _busySeconds, _tightSeconds;

    public double BytesPerSecond { get; set; }

    public double Level { get; set; }

    public bool Tight { get; set; }

    public void Integrate(SimTime now, TimeSpan binLength)
    {
        double seconds = (now - _since).TotalSeconds;
        if (seconds > 0)
        {
            _secondsAt[(int)Math.Ceiling(Level * (LevelCount - 1))] += seconds;
            _busySeconds += Level * seconds;
            _tightSeconds += Tight ? seconds : 0;
            FillBins(_since.Ticks, now.Ticks, binLength.Ticks);
        }

        _since = now;
    }

    /// <summary>Joins each two bins, so that they reach twice as far.</summary>
    public void Widen()
    {
        for (int i = 0; i < BinCount; i++)
        {
            _bins[i] = i < BinCount / 2 ? _bins[2 * i] + _bins[(2 * i) + 1] : 0;
        }
    }

    public LinkUse Use(int link, NetworkTopology topology, SimTime end, double bytesPerSecond, TimeSpan binLength)
    {
        double seconds = Math.Max(end.Seconds, double.Epsilon);
        TopologyLink of = topology.Links[link];
        int bins = (int)Math.Min(BinCount, Math.Max(1, (end.Ticks + binLength.Ticks - 1) / binLength.Ticks));
        return new LinkUse
        {
            Link = link,
            Name = topology.NameOf(link),
            From = topology.Vertices[of.From],
            To = topology.Vertices[of.To],
            BytesPerSecond = of.BytesPerSecond,
            Bytes = _busySeconds * bytesPerSecond,
            MeanUtilization = _busySeconds / seconds,
            P95Utilization = Quantile(0.95, seconds),
            P99Utilization = Quantile(0.99, seconds),
            SaturatedShare = _tightSeconds / seconds,
            Levels = [.. Enumerable.Range(0, bins).Select(bin =>
                _bins[bin] / Math.Min(binLength.TotalSeconds, seconds - (bin * binLength.TotalSeconds)))],
        };
    }

    private void FillBins(long from, long to, long length)
    {
        while (Level > 0 && from < to)
        {
            long bin = Math.Min(from / length, BinCount - 1);
            long until = bin == BinCount - 1 ? to : Math.Min(to, (bin + 1) * length);
            _bins[bin] += Level * (until - from) / TimeSpan.TicksPerSecond;
            from = until;
        }
    }

    // The least level that the link did not exceed for the share of the time.
    private double Quantile(double share, double seconds)
    {
        double left = share * seconds;
        for (int level = 0; level < LevelCount; level++)
        {
            left -= _secondsAt[level];
            if (left <= 1e-9 * seconds)
            {
                return level / (double)(LevelCount - 1);
            }
        }

        return 1;
    }
}
