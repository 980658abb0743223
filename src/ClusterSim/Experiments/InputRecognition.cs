using ClusterSim.Platforms;

namespace ClusterSim.Experiments;

/// <summary>Judges from its content what an input file is.</summary>
internal static class InputRecognition
{
    private const int MaxHeadLines = 400;
    private static readonly string[] Known =
        ["rules", "traces", "platforms", "policies", "nodes", "gpu-models", "gpu_models", "gpuModels"];

    /// <summary>
    /// The kind of a file; whatever is no YAML of ours and no list of nodes is taken for a trace, whose reader says
    /// what is wrong.
    /// </summary>
    public static InputKind KindOf(string path)
    {
        if (Directory.Exists(path))
        {
            return InputKind.Rules;
        }

        if (!File.Exists(path))
        {
            return InputKind.Trace;
        }

        HashSet<string> keys = TopLevelKeys(path);
        return keys switch
        {
            _ when keys.Contains("rules") && !keys.Contains("traces") && !keys.Contains("policies") => InputKind.Rules,
            _ when keys.Overlaps(["traces", "platforms", "policies"]) => InputKind.Experiment,
            _ when keys.Overlaps(["nodes", "gpu-models", "gpu_models", "gpuModels"]) => InputKind.Platform,
            _ => ByExtension(path),
        };
    }

    /// <summary>Why a YAML file is no kind of ours; <c>null</c> when its reader can say more.</summary>
    public static string? Stranger(string path)
    {
        if (!IsYaml(path) || Directory.Exists(path))
        {
            return null;
        }

        if (!File.Exists(path))
        {
            return "found no such file";
        }

        HashSet<string> keys = TopLevelKeys(path);
        return keys.Contains("columns")
            ? "found a column map, expected the table that it belongs to: the two are checked together"
            : (keys.Count > 0 && !keys.Overlaps(Known)) || string.IsNullOrWhiteSpace(Head(path))
            ? "found none of our keys, expected 'policies' of an experiment, 'nodes' of a platform, or 'rules'"
            : null;
    }

    private static InputKind ByExtension(string path) =>
        IsYaml(path) || PlatformReader.IsList(path) ? InputKind.Platform : InputKind.Trace;

    private static bool IsYaml(string path) => Path.GetExtension(path) is ".yaml" or ".yml";

    private static string Head(string path) => string.Concat(Lines(path));

    private static HashSet<string> TopLevelKeys(string path)
    {
        HashSet<string> keys = new(StringComparer.Ordinal);
        foreach (string line in Lines(path))
        {
            int colon = line.IndexOf(':');
            if (colon > 0 && char.IsAsciiLetter(line[0]))
            {
                keys.Add(line[..colon].TrimEnd());
            }
        }

        return keys;
    }

    private static string[] Lines(string path)
    {
        try
        {
            return [.. File.ReadLines(path).Take(MaxHeadLines)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The reader of the kind reports it with its own words.
            return [path];
        }
    }
}
