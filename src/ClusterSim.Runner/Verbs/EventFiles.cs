namespace ClusterSim.Runner.Verbs;

/// <summary>Finds the events of a run.</summary>
internal static class EventFiles
{
    private static readonly string[] Names = ["events.parquet", "events.jsonl", "events.jsonl.gz"];

    /// <summary>The path itself, or the events in it when it is a folder.</summary>
    public static string Of(string path) => !Directory.Exists(path)
        ? path
        : Names.Select(name => Path.Combine(path, name)).FirstOrDefault(File.Exists)
            ?? throw new UsageException(
                $"found no {string.Join(", no ", Names)} in '{path}', expected a run made with --events");
}
