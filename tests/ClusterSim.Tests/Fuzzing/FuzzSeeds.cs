using System.Collections.Immutable;
using System.IO.Compression;
using ClusterSim.Platforms;
using ClusterSim.Tables;
using ClusterSim.Tables.Parquet;
using ClusterSim.Tests.Tables.Parquet;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Fuzzing;

/// <summary>
/// Beginnings of all files in the repository and in the shared data that some reader recognises. A new reader finds its
/// seeds here without being named.
/// </summary>
internal static class FuzzSeeds
{
    private const int SeedBytes = 3000, SeedsPerFormat = 4;
    private const long LargestFileBytes = 20_000_000;

    /// <summary>Seeds of traces: for each format those that are recognised as it, or else one that is not.</summary>
    public static ImmutableArray<FuzzSeed> OfTraces()
    {
        using Reports.ScratchFolder folder = new();
        List<FuzzSeed> seeds = [.. NormalForms(folder)];
        foreach ((string name, byte[] content) in Beginnings())
        {
            string path = folder.File("seed");
            File.WriteAllBytes(path, content);
            if (FormatOf(path) is { } format && seeds.Count(seed => seed.Format == format) < SeedsPerFormat)
            {
                seeds.Add(new FuzzSeed(name, format, content));
            }
        }

        IEnumerable<FuzzSeed> foreign = TraceFormats.All
            .Where(format => format.Name != "csv" && seeds.All(seed => seed.Format != format.Name))
            .Select(format => seeds[0] with { Format = format.Name });
        return [.. seeds, .. foreign.ToArray()];
    }

    /// <summary>Seeds of platforms.</summary>
    public static ImmutableArray<FuzzSeed> OfPlatforms()
    {
        using Reports.ScratchFolder folder = new();
        string path = folder.File("seed");
        List<FuzzSeed> seeds = [];
        foreach ((string name, byte[] content) in Beginnings())
        {
            File.WriteAllBytes(path, content);
            string kind = Path.GetExtension(name) + Path.GetDirectoryName(name);
            if (IsPlatform(path) && seeds.Count(seed => seed.Format == kind) < SeedsPerFormat)
            {
                seeds.Add(new FuzzSeed(name, kind, content));
            }
        }

        return [.. seeds];
    }

    /// <summary>Seeds of the Parquet reader, in every codec, with one group and with several.</summary>
    public static ImmutableArray<FuzzSeed> OfParquet() =>
    [
        .. from codec in Enum.GetValues<ParquetCodec>()
           from groupRows in new[] { 7, 100 }
           select new FuzzSeed($"{codec}, groups of {groupRows}", null, SampleTable.Of(40).Write(codec, groupRows)),
    ];

    /// <summary>Seeds of files of events: the events of a small run, and kinds that the engine does not make.</summary>
    public static ImmutableArray<FuzzSeed> OfEvents()
    {
        using Reports.ScratchFolder folder = new();
        Reports.SmallRun.Write(folder.Path, events: true);
        byte[] lines =
        [
            .. File.ReadAllBytes(folder.File("events.jsonl")),
            .. """
                {"time":50,"kind":"metric_sampled","job_id":"c","metric":"gpu memory","value":1.5e1}
                {"time":51,"kind":"log_written","node":"n0","text":"\u00e9\ud83d\ude00 \"quoted\""}
                {"time":52,"kind":"user_acted","user":"ada","action":"notebook activity"}
                {"time":53,"kind":"job_submitted","job_id":9,"gpus_per_instance":8,"instances":4,"gpu_models":"A|B"}

                """u8,
        ];
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(lines);
        }

        return
        [
            new FuzzSeed("events.jsonl", null, lines), new FuzzSeed("events.jsonl.gz", null, packed.ToArray()),
            new FuzzSeed("events.parquet", null, File.ReadAllBytes(folder.File("events.parquet"))),
        ];
    }

    private static IEnumerable<FuzzSeed> NormalForms(Reports.ScratchFolder folder)
    {
        Workload workload = Trace.Open(Repository.Path("traces/synthetic-waste")).ToWorkload();
        Workload few = new([.. workload.Jobs.Take(12)], workload.Source);
        foreach (string form in (string[])["normal.csv", "normal.parquet"])
        {
            NormalForm.Write(few, folder.File(form));
            yield return new FuzzSeed(form, NormalForm.FormatName, File.ReadAllBytes(folder.File(form)));
        }
    }

    private static IEnumerable<(string Name, byte[] Content)> Beginnings()
    {
        string[] roots = [Repository.Path("platforms"), Repository.Path("traces"), Repository.Path("../shared/data")];
        foreach (string path in roots.Where(Directory.Exists)
            .SelectMany(root => Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal))
        {
            if (new FileInfo(path).Length is > 0 and < LargestFileBytes && Beginning(path) is { Length: > 0 } content)
            {
                yield return (Path.GetRelativePath(Repository.Root, path), content);
            }
        }
    }

    // Whole when it is short, since half a JSON or XML document is none; else some lines.
    private static byte[] Beginning(string path)
    {
        using TableFile file = TableFile.Open(path);
        byte[] bytes = new byte[8 * SeedBytes];
        int count;
        try
        {
            count = file.Content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            return [];
        }

        if (count < bytes.Length)
        {
            return bytes[..count];
        }

        int end = bytes.AsSpan(0, SeedBytes).LastIndexOf((byte)'\n');
        return bytes[..(end + 1)];
    }

    private static string? FormatOf(string path)
    {
        try
        {
            return TraceFormats.Choose(path, TraceHead.Read(path), null).Format.Name;
        }
        catch (Exception error) when (error is TraceFormatException or TableFormatException)
        {
            return null;
        }
    }

    private static bool IsPlatform(string path)
    {
        try
        {
            Platform.Load(path);
            return true;
        }
        catch (PlatformException)
        {
            return false;
        }
    }
}
