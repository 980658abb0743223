namespace ClusterSim.Experiments;

/// <summary>The name that a choice has when its author gave it none.</summary>
public static class ChoiceName
{
    /// <summary>The file name without folders and extensions; a shorthand with a dash in place of the colon.</summary>
    /// <param name="source">A path or a platform shorthand.</param>
    public static string OfFile(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (IsShorthand(source))
        {
            return source.Replace(':', '-');
        }

        string name = Path.GetFileName(source.TrimEnd('/', '\\'));
        foreach (string extension in new[] { ".gz", ".csv", ".swf", ".json", ".yaml", ".yml", ".txt" })
        {
            name = name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? name[..^extension.Length] : name;
        }

        return name.Length == 0 ? source : name;
    }

    /// <summary>
    /// Whether a platform is written as a shorthand (<c>cores:240</c>, <c>gpus:15x4</c>) and not as a path.
    /// </summary>
    internal static bool IsShorthand(string source)
    {
        int colon = source.IndexOf(':');
        return colon > 1 && source.AsSpan(0, colon).IndexOfAnyExceptInRange('a', 'z') < 0
            && source.AsSpan(colon).IndexOfAny('/', '\\') < 0;
    }
}
