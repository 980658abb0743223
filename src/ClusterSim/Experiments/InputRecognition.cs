namespace ClusterSim.Experiments;

/// <summary>Judges from its content what an input file is.</summary>
internal static class InputRecognition
{
    private const int MaxHeadLines = 400;

    /// <summary>
    /// The kind of a file; whatever is no YAML of ours is taken for a trace, whose reader says what is wrong.
    /// </summary>
    public static InputKind KindOf(string path)
    {
        if (Directory.Exists(path))
        {
            return Directory.EnumerateFiles(path, "*.y*ml").Any() ? InputKind.Rules : InputKind.Trace;
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

    private static InputKind ByExtension(string path) =>
        Path.GetExtension(path) is ".yaml" or ".yml" ? InputKind.Platform : InputKind.Trace;

    private static HashSet<string> TopLevelKeys(string path)
    {
        HashSet<string> keys = new(StringComparer.Ordinal);
        try
        {
            foreach (string line in File.ReadLines(path).Take(MaxHeadLines))
            {
                int colon = line.IndexOf(':');
                if (colon > 0 && char.IsAsciiLetter(line[0]))
                {
                    keys.Add(line[..colon].TrimEnd());
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The reader of the kind reports it with its own words.
        }

        return keys;
    }
}
