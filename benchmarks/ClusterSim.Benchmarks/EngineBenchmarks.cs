using BenchmarkDotNet.Attributes;
using ClusterSim.Benchmarks.Loads;
using ClusterSim.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Benchmarks;

/// <summary>
/// The engine with the least policy against a bare loop over arrays and a heap that handles the same events.
/// </summary>
[MemoryDiagnoser]
public class EngineBenchmarks
{
    private SlotQueue _queue = null!;
    private Workload _workload = null!;

    [Params(100_000, 1_000_000)]
    public int Jobs { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _queue = new SlotQueue(Jobs, slots: 1_000);
        _workload = _queue.ToWorkload();
    }

    [Benchmark(Baseline = true)]
    public long BareLoop() => _queue.BareLoop();

    [Benchmark]
    public long Engine() => Simulation.Run(_workload, _queue.Platform, new FirstComeFirstServed()).Events;
}
