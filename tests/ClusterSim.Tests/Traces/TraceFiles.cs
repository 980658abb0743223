using System.Globalization;
using System.IO.Compression;
using System.Text;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

/// <summary>Small hand-written trace files in a folder of their own, deleted with the test.</summary>
internal sealed class TraceFiles : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("clustersim-traces-").FullName;

    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    public string Write(string name, byte[] content)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public static byte[] Gzip(string content)
    {
        using MemoryStream target = new();
        using (GZipStream gzip = new(target, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(content));
        }

        return target.ToArray();
    }

    public Trace Open(string name, string content, string? format = null) => Trace.Open(Write(name, content), format);

    public TraceFormatException Refused(string name, string content) => Refused(name, Encoding.UTF8.GetBytes(content));

    public TraceFormatException Refused(string name, byte[] content, string? format = null)
    {
        string path = Write(name, content);
        return Assert.Throws<TraceFormatException>(() => Trace.Open(path, format))!;
    }

    public static TraceNote Note(Trace trace, string reasonPart) =>
        trace.Report.Notes.Single(note => note.Reason.Contains(reasonPart, StringComparison.Ordinal));

    /// <summary>The rows below the header of a simple table compressed with gzip, split at commas.</summary>
    public static IEnumerable<string[]> Rows(string path)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.TrimEnd('\r').Split(','))];
    }

    public static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    public static double MeanDelaySeconds(IEnumerable<Job> jobs) => jobs
        .Where(job => job.Recorded is { Submitted: true, Start: not null })
        .Average(job => (job.Recorded!.Start!.Value - job.SubmitTime).TotalSeconds);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
