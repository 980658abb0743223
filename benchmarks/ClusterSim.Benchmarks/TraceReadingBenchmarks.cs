using BenchmarkDotNet.Attributes;
using ClusterSim.Benchmarks.Loads;
using ClusterSim.Traces;

namespace ClusterSim.Benchmarks;

/// <summary>Reading a trace to a checked workload, with reading its lines as strings as the baseline.</summary>
[MemoryDiagnoser]
public class TraceReadingBenchmarks : IDisposable
{
    private SwfFile _file = null!;

    [GlobalSetup]
    public void Prepare() => _file = new SwfFile(200_000);

    [GlobalCleanup]
    public void Dispose()
    {
        _file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public long Lines() => _file.CountLines();

    [Benchmark]
    public int Swf() => Trace.Open(_file.Path).ToWorkload().Jobs.Length;
}
