using System.Collections.Immutable;
using ClusterSim.Platforms;
using ClusterSim.Time;

namespace ClusterSim.Engine.Power;

/// <summary>How many GPUs of each model jobs hold, and the exact integral of that.</summary>
internal sealed class HeldGpus
{
    private readonly string[] _models;
    private readonly int[] _modelOfNode;
    private readonly int[] _ofJob;
    private readonly long[] _milli;
    private readonly Int128[] _milliTicks;
    private SimTime _now;

    public HeldGpus(Platform platform, int jobs)
    {
        _models = [.. platform.Nodes.Where(node => node.Gpus > 0).Select(node => node.GpuModel)
            .Distinct(StringComparer.Ordinal)];
        _modelOfNode = [.. platform.Nodes.Select(node => Array.IndexOf(_models, node.GpuModel))];
        _ofJob = new int[jobs * _models.Length];
        (_milli, _milliTicks) = (new long[_models.Length], new Int128[_models.Length]);
    }

    /// <summary>Sums up to a moment.</summary>
    public void AdvanceTo(SimTime time)
    {
        long ticks = (time - _now).Ticks;
        for (int model = 0; ticks > 0 && model < _milli.Length; model++)
        {
            _milliTicks[model] += (Int128)_milli[model] * ticks;
        }

        _now = SimTime.Max(_now, time);
    }

    /// <summary>A job holds nothing any more.</summary>
    public void Clear(int job)
    {
        for (int model = 0; model < _models.Length; model++)
        {
            ref int held = ref _ofJob[(job * _models.Length) + model];
            _milli[model] -= held;
            held = 0;
        }
    }

    /// <summary>A job holds a share of GPUs of a node, in 1/1000, besides what else it holds.</summary>
    public void Add(int job, int node, int gpuMilli)
    {
        if (_modelOfNode[node] >= 0)
        {
            _ofJob[(job * _models.Length) + _modelOfNode[node]] += gpuMilli;
            _milli[_modelOfNode[node]] += gpuMilli;
        }
    }

    /// <summary>GPU-seconds held so far by model.</summary>
    public ImmutableSortedDictionary<string, double> Seconds()
    {
        var seconds = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        for (int model = 0; model < _models.Length; model++)
        {
            seconds[_models[model]] = (double)_milliTicks[model] / (1000.0 * TimeSpan.TicksPerSecond);
        }

        return seconds.ToImmutable();
    }
}
