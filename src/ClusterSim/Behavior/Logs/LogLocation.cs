using System.Text.RegularExpressions;

namespace ClusterSim.Behavior.Logs;

/// <summary>A place where the files of a source are.</summary>
/// <param name="Path">
/// Path of a file, relative to the working folder, in which <c>*</c>, <c>?</c> and <c>[a-z]</c> stand for characters
/// other than a slash.
/// </param>
/// <param name="Window">
/// How late an entry may come and still be put in its place; zero: entries are taken as they come.
/// </param>
/// <param name="Stamp">How its time stamps look; <c>null</c>: found from the content.</param>
public sealed record LogLocation(string Path, TimeSpan Window, LogStamp? Stamp)
{
    /// <summary>The files that match, in order of path.</summary>
    internal IEnumerable<string> Paths()
    {
        bool rooted = Path.StartsWith('/');
        IEnumerable<string> found = [rooted ? "/" : ""];
        string[] parts = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < parts.Length; i++)
        {
            string part = parts[i];
            bool last = i == parts.Length - 1;
            found = found.SelectMany(folder => Below(folder, part, last));
        }

        return found.Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Below(string folder, string part, bool last)
    {
        if (part.AsSpan().IndexOfAny("*?[") < 0)
        {
            string only = System.IO.Path.Combine(folder, part);
            return (last ? File.Exists(only) : Directory.Exists(only)) ? [only] : [];
        }

        Regex pattern = new(
            "^" + Regex.Escape(part).Replace("\\*", ".*").Replace("\\?", ".").Replace("\\[", "[") + "$",
            RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        string within = folder.Length == 0 ? "." : folder;
        return (last ? Directory.EnumerateFiles(within) : Directory.EnumerateDirectories(within))
            .Select(path => System.IO.Path.GetFileName(path))
            .Where(name => pattern.IsMatch(name))
            .Select(name => System.IO.Path.Combine(folder, name));
    }
}
