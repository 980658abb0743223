using ClusterSim.Time;
using MathNet.Numerics.Distributions;

namespace ClusterSim.Scheduling.Policies.Spot;

/// <summary>
/// What the high-priority jobs of each organization hold and wait for in each pool of GPUs, looked at in regular steps,
/// and the reserve that is expected to suffice for what they will ask for.
/// </summary>
internal sealed class HighPriorityDemand
{
    private readonly Dictionary<(string Organization, int Pool), int> _seriesOf = [];
    private readonly List<(int Pool, RiseForecast Forecast)> _series = [];
    private readonly List<long> _milli = [];
    private readonly (int Series, int Pool, long Milli, bool Waits)[]?[] _parts;
    private readonly long[] _waiting;
    private readonly double[] _reserve;
    private readonly GpuModelPools _pools;
    private readonly GfsOptions _options;
    private readonly double _deviations;
    private readonly int _horizon, _day;
    private SimTime _next;
    private int _jobs;

    public HighPriorityDemand(GfsOptions options, SchedulingView view, GpuModelPools pools)
    {
        (_options, _pools) = (options, pools);
        _parts = new (int, int, long, bool)[]?[view.JobCount];
        (_waiting, _reserve) = (new long[pools.Count], new double[pools.Count]);
        _deviations = options.GuaranteeRate is { } rate ? Normal.InvCDF(0, 1, rate) : 0;
        _horizon = (int)Math.Max(1, Math.Ceiling(options.Guarantee / options.Interval));
        _day = (int)Math.Max(1, Math.Round(TimeSpan.FromDays(1) / options.Interval));
        _next = view.Now;
    }

    /// <summary>When demand is looked at next.</summary>
    public SimTime NextLook => _next;

    /// <summary>GPU share that high-priority jobs wait for in a pool, in 1/1000 GPU.</summary>
    public long WaitingMilli(int pool) => _waiting[pool];

    /// <summary>What shall stay free in a pool, in GPUs; zero when there is no high-priority job at all.</summary>
    public double ReserveGpus(int pool) => _jobs == 0 ? 0 : _reserve[pool];

    /// <summary>Looks at demand at each step before a moment, at which nothing has changed since.</summary>
    /// <returns>Steps that were made.</returns>
    public int LookUntil(SimTime time)
    {
        int steps = 0;
        for (; _next < time; _next += _options.Interval)
        {
            steps++;
            if (_options is { Learns: true, GuaranteeRate: not null })
            {
                for (int i = 0; i < _series.Count; i++)
                {
                    _series[i].Forecast.Add(_milli[i] / 1000.0);
                }
            }
        }

        if (steps > 0)
        {
            Reserve();
        }

        return steps;
    }

    /// <summary>Books what a job asks for or holds now.</summary>
    public void Refresh(JobView job)
    {
        Book(_parts[job.Index], -1);
        _parts[job.Index] = job.Status switch
        {
            JobStatus.Pending when _pools.HomeOf(job) is >= 0 and int home =>
                [(SeriesOf(job, home), home, job.Demand.TotalGpuMilli, true)],
            JobStatus.Running => [.. Held(job)],
            _ => null,
        };
        Book(_parts[job.Index], +1);
    }

    private IEnumerable<(int Series, int Pool, long Milli, bool Waits)> Held(JobView job)
    {
        foreach (PlacementSlice slice in job.Placement!.Slices)
        {
            int pool = _pools.Of(slice.Node);
            if (pool >= 0)
            {
                long milli = slice.Instances * (long)job.Demand.PerInstance.TotalGpuMilli;
                yield return (SeriesOf(job, pool), pool, milli, false);
            }
        }
    }

    private void Book((int Series, int Pool, long Milli, bool Waits)[]? parts, int sign)
    {
        foreach ((int series, int pool, long milli, bool waits) in parts ?? [])
        {
            _milli[series] += sign * milli;
            _waiting[pool] += waits ? sign * milli : 0;
        }

        _jobs += parts is null ? 0 : sign;
    }

    private int SeriesOf(JobView job, int pool)
    {
        if (!_seriesOf.TryGetValue((job.Request.User, pool), out int series))
        {
            _seriesOf.Add((job.Request.User, pool), series = _series.Count);
            _series.Add((pool, new RiseForecast(_horizon, _day)));
            _milli.Add(0);
        }

        return series;
    }

    // The organizations' rises add up, and so do their variances, as if they were normal and independent.
    private void Reserve()
    {
        double[] variance = new double[_pools.Count];
        Array.Clear(_reserve);
        foreach ((int pool, RiseForecast forecast) in _series)
        {
            _reserve[pool] += forecast.Mean;
            variance[pool] += forecast.Variance;
        }

        for (int pool = 0; pool < variance.Length; pool++)
        {
            _reserve[pool] = Math.Max(0, _reserve[pool] + (_deviations * Math.Sqrt(variance[pool])));
        }
    }
}
