using System.Globalization;
using ClusterSim.Journals;
using ClusterSim.Traces.Telemetry;

namespace ClusterSim.Runner.Verbs;

/// <summary>Telemetry where a trace may stand.</summary>
internal static class TelemetryFile
{
    /// <summary>Whether a file or folder is telemetry, by the format that is asked for or by its content.</summary>
    public static bool IsMeant(string path, string? format) => format is null
        ? TelemetryFormats.Recognises(path)
        : TelemetryFormats.All.Any(known => known.Name == format);

    /// <summary>Writes telemetry as events.</summary>
    public static void SaveEvents(TelemetryTrace trace, string to, string? target, bool force, Terminal terminal)
    {
        string ending = to is "jsonl" or "events.jsonl" ? ".jsonl" : to is "parquet" or "events.parquet" ? ".parquet"
            : throw new UsageException($"found --to {to} for telemetry, expected events.jsonl or events.parquet");
        string file = target ?? "events" + ending;
        if (!file.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException($"found --to {to} and --out {file}, expected a name that ends in {ending}");
        }

        WholeFile.Write(file, force, path =>
        {
            using EventWriter writer = EventWriter.Create(path, trace.Workload, trace.Nodes);
            trace.Replay(writer);
        });
        terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{file}: events of {trace.Samples:N0} samples of {trace.Workload.Jobs.Length:N0} jobs"));
    }
}
