using ClusterSim.Platforms;

namespace ClusterSim.Scheduling;

/// <summary>
/// What each node and each of its GPUs draws, in dense arrays, as whole billionths of a watt: sums of whole numbers do
/// not drift.
/// </summary>
internal sealed class NodeDraws
{
    private const double NanosPerWatt = 1e9;

    private readonly double[] _base, _cpuSpan, _gpuIdle, _gpuSpan, _cores, _gpus;
    private readonly long[] _jump, _off;

    public NodeDraws(Platform platform, double unknownBaseWatts)
    {
        int nodes = platform.Nodes.Length;
        (_base, _cpuSpan, _cores) = (new double[nodes], new double[nodes], new double[nodes]);
        (_gpuIdle, _gpuSpan, _gpus) = (new double[nodes], new double[nodes], new double[nodes]);
        (_jump, _off) = (new long[nodes], new long[nodes]);
        Dictionary<string, GpuModel> models = new(StringComparer.Ordinal);
        foreach (GpuModel model in platform.GpuModels)
        {
            models.TryAdd(model.Name, model);
        }

        for (int node = 0; node < nodes; node++)
        {
            Node spec = platform.Nodes[node];
            Fill(node, spec, unknownBaseWatts, models.GetValueOrDefault(spec.GpuModel));
        }
    }

    /// <summary>Watts as whole billionths.</summary>
    public static long Nanos(double watts) => (long)Math.Round(watts * NanosPerWatt);

    /// <summary>Whole billionths as watts.</summary>
    public static double Watts(long nanos) => nanos / NanosPerWatt;

    /// <summary>A node that is awake and does nothing, with its GPUs.</summary>
    public long Idle(int node) => Nanos(_base[node] + (_gpus[node] * _gpuIdle[node]));

    /// <summary>A node that is switched off or has failed.</summary>
    public long Off(int node) => _off[node];

    /// <summary>What a node draws more as soon as a core of it is busy.</summary>
    public long Jump(int node) => _jump[node];

    /// <summary>Share of a node that a job holds: of its GPUs, or of its cores where it has none.</summary>
    public double Share(int node, double gpus, double cores) =>
        _gpus[node] > 0 ? gpus / _gpus[node] : _cores[node] > 0 ? cores / _cores[node] : 0;

    /// <summary>What a job holds of a node's idle power, in watts.</summary>
    public double Held(int node, double gpus, double share) => (_base[node] * share) + (_gpuIdle[node] * gpus);

    /// <summary>Power of an idle GPU, in watts.</summary>
    public double GpuIdle(int node) => _gpuIdle[node];

    /// <summary>What a wholly busy GPU draws on top of its idle power, in watts.</summary>
    public double GpuSpan(int node) => _gpuSpan[node];

    /// <summary>What a wholly busy node draws on top of one that has just begun to compute, in watts.</summary>
    public double AllBusy(int node) => (_gpuSpan[node] * _gpus[node]) + _cpuSpan[node];

    /// <summary>What busy cores draw on top of a node that has just begun to compute, in watts.</summary>
    public double Computing(int node, double busyCores) =>
        _cores[node] > 0 ? _cpuSpan[node] * Math.Min(busyCores / _cores[node], 1) : 0;

    private void Fill(int node, Node spec, double unknownBaseWatts, GpuModel? model)
    {
        PowerState? state = spec.Power is { } power ? power.States[power.InitialState] : null;
        double idle = state?.IdleWatts ?? spec.BaseWatts ?? unknownBaseWatts;
        double epsilon = state?.EpsilonWatts ?? idle;
        _base[node] = idle;
        _cpuSpan[node] = Math.Max(0, (state?.FullWatts ?? epsilon) - epsilon);
        _jump[node] = Nanos(epsilon - idle);
        _off[node] = Nanos(spec.Power?.OffWatts ?? 0);
        _cores[node] = spec.CpuMilli / 1000.0;
        _gpus[node] = spec.Gpus;
        _gpuIdle[node] = model?.IdleWatts ?? 0;
        _gpuSpan[node] = Math.Max(0, (model?.MaxWatts ?? 0) - _gpuIdle[node]);
    }
}
