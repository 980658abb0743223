using System.Globalization;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Benchmarks.Loads;

/// <summary>
/// A generated trace in the Standard Workload Format, in the folder for temporary files until it is disposed.
/// </summary>
internal sealed class SwfFile : IDisposable
{
    public SwfFile(int rows)
    {
        Rows = rows;
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"clustersim-{Environment.ProcessId}.swf");
        using StreamWriter writer = new(Path);
        writer.WriteLine("; Version: 2.2\n; MaxNodes: 512\n; MaxProcs: 512\n; UnixStartTime: 0");
        foreach (Job job in new ClusterLoad(rows, nodes: 64, gpusEach: 8).ToWorkload().Jobs)
        {
            writer.WriteLine(Row(job));
        }

        writer.Flush();
        Bytes = new FileInfo(Path).Length;
    }

    public string Path { get; }

    public int Rows { get; }

    public long Bytes { get; }

    /// <summary>The baseline: the lines as strings, nothing parsed.</summary>
    public long CountLines()
    {
        long characters = 0;
        foreach (string line in File.ReadLines(Path))
        {
            characters += line.Length;
        }

        return characters;
    }

    /// <summary>The rows parsed to numbers, no jobs made of them.</summary>
    public long CountRows()
    {
        using FileStream content = File.OpenRead(Path);
        SwfParser parser = new(content, Path);
        while (parser.Read())
        {
        }

        return parser.Rows;
    }

    // The 18 fields of the format's definition (Feitelson, 2006); -1 where nothing is known.
    private static string Row(Job job)
    {
        int id = int.Parse(job.Id, CultureInfo.InvariantCulture) + 1;
        int size = job.Request.Instances;
        double walltime = job.Request.Walltime!.Value.TotalSeconds;
        string times = Text($"{id, 7} {job.SubmitTime.Seconds, 9} {0, 6} {job.Profile.RunTime.TotalSeconds, 7}");
        string sizes = Text($"{size, 4} -1 -1 {size, 4} {walltime, 8} -1 1");
        return Text($"{times} {sizes} {1 + (id % 97), 3} {1 + (id % 7), 2} {1 + (id % 211), 4} 1 -1 -1 -1");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public void Dispose() => File.Delete(Path);
}
