using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Impact.Cost;

/// <summary>
/// Watches a run for how many GPUs of each model are held at a time, and adds up what the reserved ones of a price list
/// cover and what goes above them. Jobs of spot queues use spot capacity and do not count.
/// </summary>
/// <example>
/// <code> ReservedMeter meter = new(prices, workload, platform); RunResult run = Simulation.Run(workload, platform,
/// policy, options, meter); run = run with { Reserved = meter.Finish(run.EndTime) };
/// </code>
/// </example>
public sealed class ReservedMeter : IAllocationObserver
{
    private const double MilliTicks = 1000.0 * TimeSpan.TicksPerSecond;

    private readonly PriceBook _prices;
    private readonly Workload _workload;
    private readonly ImmutableArray<string> _models;
    private readonly int[] _modelOfNode;
    private readonly long[] _heldMilli, _reservedMilli;
    private readonly Int128[] _within, _above;
    private readonly SimTime[] _since;

    /// <summary>A meter for one run.</summary>
    /// <param name="prices">Says how many GPUs are reserved, and which queues are for spot jobs.</param>
    /// <param name="workload">The jobs of the run.</param>
    /// <param name="platform">The cluster of the run.</param>
    public ReservedMeter(PriceBook prices, Workload workload, Platform platform)
    {
        ArgumentNullException.ThrowIfNull(prices);
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(platform);
        (_prices, _workload) = (prices, workload);
        _models = [.. HeldModels.NamesOf(platform)];
        _modelOfNode = [.. platform.Nodes.Select(node => _models.IndexOf(node.GpuModel))];
        _heldMilli = new long[_models.Length];
        _reservedMilli = [.. _models.Select(model => 1000L * prices.Reserved.GetValueOrDefault(model))];
        (_within, _above) = (new Int128[_models.Length], new Int128[_models.Length]);
        _since = new SimTime[_models.Length];
    }

    /// <inheritdoc/>
    public void Observe(in SimulationEvent happened)
    {
    }

    /// <inheritdoc/>
    public void Taken(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start) =>
        Change(job, node, gpuMilli, start);

    /// <inheritdoc/>
    public void Released(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start, SimTime end) =>
        Change(job, node, -gpuMilli, end);

    /// <summary>What was held of each model up to the end of the run.</summary>
    /// <param name="end">The end of the run.</param>
    public ImmutableArray<ReservedUse> Finish(SimTime end)
    {
        var uses = ImmutableArray.CreateBuilder<ReservedUse>(_models.Length);
        for (int model = 0; model < _models.Length; model++)
        {
            Integrate(model, end);
            uses.Add(new ReservedUse(
                _models[model], (int)(_reservedMilli[model] / 1000), (double)_within[model] / MilliTicks,
                (double)_above[model] / MilliTicks));
        }

        return uses.MoveToImmutable();
    }

    private void Change(int job, int node, int gpuMilli, SimTime time)
    {
        int model = _modelOfNode[node];
        if (gpuMilli != 0 && !_prices.SpotQueues.Contains(_workload.Jobs[job].Request.Queue))
        {
            Integrate(model, time);
            _heldMilli[model] += gpuMilli;
        }
    }

    private void Integrate(int model, SimTime time)
    {
        long ticks = (time - _since[model]).Ticks;
        long within = Math.Min(_heldMilli[model], _reservedMilli[model]);
        _within[model] += (Int128)within * ticks;
        _above[model] += (Int128)(_heldMilli[model] - within) * ticks;
        _since[model] = time;
    }
}
