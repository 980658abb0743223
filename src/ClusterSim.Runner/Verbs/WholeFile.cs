using ClusterSim.Experiments;

namespace ClusterSim.Runner.Verbs;

/// <summary>Writes files that are either whole or not there, and never replaces one unasked.</summary>
internal static class WholeFile
{
    /// <summary>Refuses a target that may not be written; for verbs with several targets, before the first.</summary>
    public static void Check(string target, bool force)
    {
        string folder = Path.GetDirectoryName(target) ?? "";
        string? message = Directory.Exists(target) ? "found a folder, expected the name of a file to write"
            : File.Exists(target) && !force ? "found an existing file, expected a new name or --force"
            : folder.Length > 0 && !Directory.Exists(folder) ? $"found no folder '{folder}', expected one that exists"
            : null;
        if (message is not null)
        {
            throw new ExperimentException([new ExperimentProblem(target, 0, 0, "", message)]);
        }
    }

    /// <summary>Writes to a temporary file beside the target and renames it.</summary>
    /// <param name="target">The file.</param>
    /// <param name="force">Whether an existing file may be replaced.</param>
    /// <param name="write">Writes the content to the path that it is given.</param>
    public static void Write(string target, bool force, Action<string> write)
    {
        Check(target, force);

        // The ending of the name decides over compression, so it must stay the same.
        string name = Path.GetFileName(target);
        string temporary = Path.Combine(Path.GetDirectoryName(target) ?? "", ".unfinished-" + name);
        try
        {
            write(temporary);
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
