using System.Collections.Immutable;
using ClusterSim.Tables;

namespace ClusterSim.Traces.Telemetry;

/// <summary>The registry of forms of telemetry.</summary>
public static class TelemetryFormats
{
    private static readonly ImmutableArray<ITelemetryReader> s_readers =
    [
        GenAiPodReader.DutyCycle,
        GenAiPodReader.GpuMemory,
        GenAiPodReader.MemoryShare,
        new PaiSensorReader(),
        new SupercloudGpuReader(),
        new SupercloudCpuReader(),
        new PrometheusReader(),
    ];

    /// <summary>All formats, in the order of the documentation.</summary>
    public static ImmutableArray<TraceFormat> All { get; } = [.. s_readers.Select(reader => reader.Format)];

    /// <summary>Whether a file, or a folder with such a file, is telemetry.</summary>
    /// <param name="path">File or folder; need not exist.</param>
    public static bool Recognises(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return Directory.Exists(path)
                ? Directory.EnumerateFiles(path).Any(file => Find(file) is not null)
                : File.Exists(path) && Find(path) is not null;
        }
        catch (Exception error) when (error is TableFormatException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The reader that surely fits a file; <c>null</c> when there is none.</summary>
    internal static ITelemetryReader? Find(string path)
    {
        TraceHead head = TraceHead.Read(path);
        return Fitting(path, head, FormatMatch.Exact) is [{ } only] ? only : null;
    }

    /// <summary>The reader for a file, or the error that lists what there is.</summary>
    internal static ITelemetryReader Choose(string path, string? format)
    {
        if (format is not null)
        {
            return s_readers.FirstOrDefault(reader => reader.Format.Name == format)
                ?? throw new TraceFormatException(
                    $"{path}: found telemetry format '{format}', expected one of {Names()}.");
        }

        TraceHead head = TraceHead.Read(path);
        if (head.IsEmpty)
        {
            throw new TableFormatException(path, 0, "", "an empty file", "telemetry");
        }

        ITelemetryReader[] best = Fitting(path, head, FormatMatch.Exact);
        best = best.Length > 0 ? best : Fitting(path, head, FormatMatch.Resembling);
        string found = !head.IsText ? "binary data"
            : best.Length == 0 ? "a file that begins with " + head.FirstLine
            : "a file that could be " + string.Join(" or ", best.Select(reader => reader.Format.Name));
        return best.Length == 1
            ? best[0]
            : throw new TraceFormatException(path, 0, "", found, $"a known format of telemetry: {Names()}");
    }

    private static string Names() => string.Join(", ", s_readers.Select(reader => reader.Format.Name));

    private static ITelemetryReader[] Fitting(string path, TraceHead head, FormatMatch match) =>
        [.. s_readers.Where(reader => reader.Match(head, TracePath.NameOf(path)) == match)];
}
