using System.Collections.Immutable;
using ClusterSim.Platforms.Topology;
using ClusterSim.Time;

namespace ClusterSim.Engine.Flows;

/// <summary>
/// How busy each link is, and for how long it was how busy. Only links that were ever used cost memory.
/// </summary>
internal sealed class LinkGauges(double[] capacity)
{
    private readonly LinkGauge?[] _gauges = new LinkGauge?[capacity.Length];
    private TimeSpan _binLength = TimeSpan.FromSeconds(1);

    /// <summary>Part of a link's bandwidth that jobs use now, 0 to 1.</summary>
    public double Utilization(int link) => _gauges[link]?.Level ?? 0;

    /// <summary>Whether jobs want more of a link now than it has.</summary>
    public bool IsTight(int link) => _gauges[link]?.Tight ?? false;

    public void Change(int link, double bytesPerSecond, SimTime now)
    {
        LinkGauge gauge = At(link, now);
        gauge.BytesPerSecond += bytesPerSecond;
        // What is left when all have gone is the rounding of sums.
        gauge.Level = capacity[link] > 0 ? Math.Clamp(gauge.BytesPerSecond / capacity[link], 0, 1) : 0;
        gauge.Level = gauge.Level < 1e-12 ? 0 : gauge.Level;
    }

    public void SetTight(int link, bool tight, SimTime now)
    {
        if ((_gauges[link]?.Tight ?? false) != tight)
        {
            At(link, now).Tight = tight;
        }
    }

    /// <summary>What the links did until the end of the run.</summary>
    public NetworkUse Finish(SimTime end, NetworkTopology topology)
    {
        var uses = ImmutableArray.CreateBuilder<LinkUse>();
        for (int link = 0; link < _gauges.Length; link++)
        {
            if (_gauges[link] is not null)
            {
                uses.Add(At(link, end).Use(link, topology, end, capacity[link], _binLength));
            }
        }

        return new NetworkUse(uses.ToImmutable(), _binLength);
    }

    private LinkGauge At(int link, SimTime now)
    {
        while (now.Ticks > _binLength.Ticks * LinkGauge.BinCount)
        {
            _binLength *= 2;
            foreach (LinkGauge? gauge in _gauges)
            {
                gauge?.Widen();
            }
        }

        LinkGauge at = _gauges[link] ??= new LinkGauge();
        at.Integrate(now, _binLength);
        return at;
    }
}
