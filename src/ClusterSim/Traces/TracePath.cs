using ClusterSim.Traces.Pai;

namespace ClusterSim.Traces;

/// <summary>Finds the file that a path means, and the short name of a file.</summary>
internal static class TracePath
{
    private static readonly string[] s_endings = [".csv", ".swf", ".txt", ".json", ".parquet"];

    /// <summary>The file itself, or the one trace that has this name and an extension.</summary>
    /// <exception cref="TraceFormatException">There is no such file, or more than one.</exception>
    public static string Resolve(string path)
    {
        if (File.Exists(path))
        {
            return path;
        }

        if (Directory.Exists(path) && PaiTable.Jobs.FindIn(path) is { } jobs)
        {
            return jobs;
        }

        string[] tried = [.. s_endings.SelectMany(ending => new[] { path + ending, path + ending + ".gz" }),
            path + ".gz"];
        string[] found = [.. tried.Where(File.Exists)];
        return found.Length switch
        {
            1 => found[0],
            0 when Directory.Exists(path) => throw new TraceFormatException(path, 0, "", "a folder",
                "a trace file, or a folder with the tables of a PAI trace"),
            0 => throw new TraceFormatException(
                $"{path}: no such file, and none with .csv, .swf, .txt or .json (and .gz) appended; "
                + "expected a trace file."),
            _ => throw new TraceFormatException(path, 0, "", "several traces: " + string.Join(", ", found),
                "one of them"),
        };
    }

    /// <summary>The file that a path means, and those that are read with it.</summary>
    /// <exception cref="TraceFormatException">There is no such file, or more than one.</exception>
    public static IReadOnlyList<string> FilesOf(string path)
    {
        string file = Resolve(path), folder = Path.GetDirectoryName(file) ?? "";
        return PaiTablesReader.Recognises(TraceHead.Read(file))
            ? [file, .. PaiTable.Companions.Select(table => table.FindIn(folder)).OfType<string>()]
            : [file];
    }

    /// <summary>The file name without folders and without the extensions of tables and compression.</summary>
    public static string NameOf(string path)
    {
        string name = Path.GetFileName(path);
        foreach (string ending in s_endings.Prepend(".tar").Prepend(".gz"))
        {
            name = name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name[..^ending.Length] : name;
        }

        return name;
    }

    /// <summary>The column map that <c>csv</c> or <c>csv:MAP.yaml</c> means for a table.</summary>
    /// <exception cref="TraceFormatException">There is no such map.</exception>
    public static string MapOf(string path, string format)
    {
        if (!format.Contains(':', StringComparison.Ordinal))
        {
            return FindMap(path) ?? throw new TraceFormatException(
                path, 0, "", "no column map",
                $"one beside it ({NameOf(path)}.map.yaml or map.yaml), or a format csv:MAP.yaml");
        }

        string map = format[(format.IndexOf(':', StringComparison.Ordinal) + 1)..];
        string beside = Path.Combine(Path.GetDirectoryName(path) ?? "", map);
        return File.Exists(map) ? map
            : File.Exists(beside) ? beside
            : throw new TraceFormatException($"{map}: no such file; expected a column map.");
    }

    /// <summary>The column map beside a table; <c>null</c> when there is none.</summary>
    public static string? FindMap(string path)
    {
        string folder = Path.GetDirectoryName(path) ?? "";
        string[] candidates = [Path.Combine(folder, NameOf(path) + ".map.yaml"), Path.Combine(folder, "map.yaml")];
        return candidates.FirstOrDefault(File.Exists);
    }
}
