using BenchmarkDotNet.Attributes;
using ClusterSim.Benchmarks.Loads;

namespace ClusterSim.Benchmarks;

/// <summary>The event queue against the framework's, which orders no ties and cannot cancel.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    private const int Events = 1_000_000;
    private HoldModel _model = null!;

    [Params(100, 10_000, 1_000_000)]
    public int Pending { get; set; }

    [GlobalSetup]
    public void Prepare() => _model = new HoldModel(Pending);

    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public long PriorityQueue() => _model.Bare(Events);

    [Benchmark(OperationsPerInvoke = Events)]
    public long EventQueue() => _model.Kernel(Events);
}
