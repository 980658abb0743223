using BenchmarkDotNet.Attributes;
using ClusterSim.Benchmarks.Loads;
using ClusterSim.Engine;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Workloads;

namespace ClusterSim.Benchmarks;

/// <summary>What a policy costs over a run, with fifo as the baseline.</summary>
[MemoryDiagnoser]
public class PolicyBenchmarks
{
    private ClusterLoad _load = null!;
    private Workload _workload = null!;

    [Params(10_000, 100_000)]
    public int Jobs { get; set; }

    [Params(64, 512)]
    public int Nodes { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _load = new ClusterLoad(Jobs, Nodes, gpusEach: 8);
        _workload = _load.ToWorkload();
    }

    [Benchmark(Baseline = true)]
    public long Fifo() => Simulation.Run(_workload, _load.Platform, Policies.Fifo()).Events;

    [Benchmark]
    public long FifoSkip() => Simulation.Run(_workload, _load.Platform, Policies.FifoSkip()).Events;

    [Benchmark]
    public long Sjf() => Simulation.Run(_workload, _load.Platform, Policies.Sjf()).Events;

    [Benchmark]
    public long Easy() => Simulation.Run(_workload, _load.Platform, Policies.Easy()).Events;
}
