using System.IO.Compression;
using System.Text;
using ClusterSim.Experiments;
using ClusterSim.Traces.Telemetry;

namespace ClusterSim.Runner.Verbs;

/// <summary>Something that rules are held against, judged by its content.</summary>
/// <param name="Path">File or folder to read.</param>
/// <param name="Kind">What it is.</param>
internal sealed record DetectInput(string Path, DetectInputKind Kind)
{
    private const int HeadBytes = 4096;
    private static readonly string[] EventFiles = ["events.jsonl", "events.parquet"];

    /// <summary>The inputs that a path means: a folder may hold several runs.</summary>
    /// <param name="path">File or folder.</param>
    /// <param name="format"><c>log</c>, <c>events</c> or a format of telemetry; <c>null</c>: judged by content.</param>
    public static IEnumerable<DetectInput> Of(string path, string? format) => format switch
    {
        "log" => [new DetectInput(path, DetectInputKind.Log)],
        "events" => [new DetectInput(EventsOf(path) ?? path, DetectInputKind.Events)],
        { } => [new DetectInput(path, DetectInputKind.Telemetry)],
        _ when Directory.Exists(path) => OfFolder(path),
        _ when IsEvents(path) => [new DetectInput(path, DetectInputKind.Events)],
        _ when TelemetryFormats.Recognises(path) => [new DetectInput(path, DetectInputKind.Telemetry)],
        _ => [new DetectInput(path, DetectInputKind.Log)],
    };

    private static DetectInput[] OfFolder(string folder)
    {
        string[] runs = [.. Directory.EnumerateDirectories(folder).Where(IsRun).Order(StringComparer.Ordinal)];
        return IsRun(folder) ? [OfRun(folder)]
            : runs.Length > 0 ? [.. runs.Select(OfRun)]
            : TelemetryFormats.Recognises(folder) ? [new DetectInput(folder, DetectInputKind.Telemetry)]
            : throw Problem(
                folder, "found a folder that is neither a run nor telemetry, expected files, the folder of a run, or "
                + "one with tables of telemetry");
    }

    private static DetectInput OfRun(string folder) => EventsOf(folder) is { } events
        ? new DetectInput(events, DetectInputKind.Events)
        : throw Problem(
            folder, "found a run without events, expected events.jsonl or events.parquet in it: make it again with "
            + "'clustersim run ... --events'");

    private static bool IsRun(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "summary.json")) || EventsOf(folder) is not null;

    private static string? EventsOf(string folder) => Directory.Exists(folder)
        ? EventFiles.Select(name => System.IO.Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        : null;

    /// <summary>Whether the file is Parquet, or begins with an object that has a time and a kind.</summary>
    private static bool IsEvents(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        string head = Head(path);
        string first = head.Split('\n').FirstOrDefault(line => line.Trim().Length > 0) ?? "";
        return head.StartsWith("PAR1", StringComparison.Ordinal)
            || (first.TrimStart('\uFEFF', ' ').StartsWith('{')
                && first.Contains("\"time\"", StringComparison.Ordinal)
                && first.Contains("\"kind\"", StringComparison.Ordinal));
    }

    private static string Head(string path)
    {
        try
        {
            using Stream file = File.OpenRead(path);
            bool compressed = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
            file.Position = 0;
            using Stream content = compressed ? new GZipStream(file, CompressionMode.Decompress) : file;
            byte[] bytes = new byte[HeadBytes];
            int count = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return Encoding.UTF8.GetString(bytes, 0, count);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // Whoever reads the file tells what is wrong with it.
            return "";
        }
    }

    private static ExperimentException Problem(string path, string message) =>
        new([new ExperimentProblem(path, 0, 0, "", message)]);
}
