using BenchmarkDotNet.Attributes;
using ClusterSim.Behavior.Mining;
using ClusterSim.Randomness;
using ClusterSim.Time;

namespace ClusterSim.Benchmarks;

/// <summary>
/// The miners on random events of 30 symbols, a minute apart on average, against one pass over the same events.
/// </summary>
[MemoryDiagnoser]
public class MiningBenchmarks
{
    private const int Symbols = 30, SequenceLength = 20;

    private EventSequence _events = null!;
    private SequenceDatabase _sequences = null!;
    private int[] _symbols = [];

    [Params(100_000, 1_000_000)]
    public int Events { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        RandomStream random = new(1, "events");
        _symbols = [.. Enumerable.Range(0, Events).Select(_ => random.NextInt(Symbols))];
        _events = EventSequence.Of(_symbols.Select((symbol, i) => (SimTime.FromSeconds(60.0 * i), symbol)));
        _sequences = SequenceDatabase.Of(_symbols.Chunk(SequenceLength).Select(part => part.Select(s => new[] { s })));
    }

    [Benchmark(Baseline = true)]
    public int OnePass() => _symbols.Sum();

    // Pairs of the 30 symbols are frequent, triples are not.
    [Benchmark]
    public int Minepi() => ClusterSim.Behavior.Mining.Minepi.Mine(_events, Options).Length;

    [Benchmark]
    public int Emma() => ClusterSim.Behavior.Mining.Emma.Mine(_events, Options).Length;

    [Benchmark]
    public int PrefixSpan() => ClusterSim.Behavior.Mining.PrefixSpan.Mine(
        _sequences, new() { MinSupport = Events / SequenceLength / 10, MaxLength = 3 }).Length;

    private EpisodeOptions Options => new()
    {
        MinSupport = Events / 200, MaxSpan = TimeSpan.FromMinutes(15), MaxLength = 3,
    };
}
