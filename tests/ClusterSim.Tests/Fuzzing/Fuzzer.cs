using System.Collections.Immutable;
using System.Diagnostics;
using ClusterSim.Randomness;
using ClusterSim.Tests.Reports;

namespace ClusterSim.Tests.Fuzzing;

/// <summary>
/// Feeds damaged files to a reader. Input number i of a fuzzer depends on its seed and i alone, so that a failure can
/// be made again from the two.
/// </summary>
/// <param name="name">Name of the fuzzer; part of its seed.</param>
/// <param name="seeds">Good files.</param>
/// <param name="read">Reads a file as a format.</param>
/// <param name="isClear">Whether an error is one for people: of the right type, and with a place.</param>
internal sealed class Fuzzer(
    string name, ImmutableArray<FuzzSeed> seeds, Action<string, string?> read, Func<Exception, string, bool> isClear)
{
    private const long Seed = 20261121, MostBytes = 400_000_000;
    private const int MostFaults = 10;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);
    private readonly SortedDictionary<string, string> _faults = new(StringComparer.Ordinal);
    private string _current = "";
    private long _startedAt;

    /// <summary>Reads inputs until there were enough, or the time is over.</summary>
    /// <returns>What went wrong, one for each place in the code, and the number of inputs.</returns>
    public (IEnumerable<string> Faults, int Inputs) Run(int inputs, TimeSpan time)
    {
        Assert.That(seeds, Is.Not.Empty);
        int done = 0;
        using ScratchFolder folder = new();
        string path = folder.File("input");
        Stopwatch watch = Stopwatch.StartNew();
        Thread worker = new(() =>
        {
            for (; done < inputs && watch.Elapsed < time && _faults.Count < MostFaults; done++)
            {
                Volatile.Write(ref _startedAt, watch.ElapsedTicks);
                Try(path, done);
            }
        })
        { IsBackground = true };
        worker.Start();
        while (!worker.Join(TimeSpan.FromMilliseconds(200)))
        {
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref _startedAt), watch.ElapsedTicks) > s_longest)
            {
                return ([$"{_current}: no end after {s_longest}"], done);
            }
        }

        return (_faults.Values, done);
    }

    private void Try(string path, int number)
    {
        RandomStream random = new(Seed, $"{name}-{number}");
        FuzzSeed seed = seeds[random.NextInt(seeds.Length)];
        byte[] input = Mutation.Of(seed.Content, random);
        string? format = random.NextInt(4) > 0 ? seed.Format : null;
        _current = $"fuzzer '{name}', seed {Seed}, input {number}, made of {seed.Name}, read as {format ?? "found"}";
        File.WriteAllBytes(path, input);
        long before = GC.GetAllocatedBytesForCurrentThread();
        string? fault = FaultOf(path, format);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        fault ??= allocated > MostBytes ? $"{allocated} bytes allocated" : null;
        if (fault is not null)
        {
            string place = fault.Split('\n').FirstOrDefault(line => line.StartsWith("   at ", StringComparison.Ordinal))
                ?? fault;
            _faults.TryAdd(place, $"{_current}: {fault}\ninput in base64: {Convert.ToBase64String(input)}");
        }
    }

    private string? FaultOf(string path, string? format)
    {
        try
        {
            read(path, format);
            return null;
        }
        catch (Exception error) when (isClear(error, path))
        {
            return null;
        }
#pragma warning disable CA1031 // Everything that a reader should not throw is what is looked for.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return error.ToString();
        }
    }
}
