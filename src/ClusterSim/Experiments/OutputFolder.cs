using ClusterSim.Reports;

namespace ClusterSim.Experiments;

/// <summary>
/// The folder of an experiment's results. Each scenario is written to a temporary folder beside its final one and
/// renamed when it is complete, so that a folder with its final name is always whole.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private const string TemporaryPrefix = ".unfinished-";
    private const string ReplacedPrefix = ".replaced-";
    private static readonly string[] Required = [ResultFiles.Jobs, ResultFiles.Usage, ResultFiles.Nodes];
    private static readonly string[] Reports = ["report.html", "report.md", "report.json"];
    private readonly FileStream _lock;

    private OutputFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>
    /// Creates the folder if need be, takes it for this process and removes what an interrupted run left.
    /// </summary>
    /// <exception cref="ExperimentException">The folder cannot be used.</exception>
    public static OutputFolder Open(string path)
    {
        if (File.Exists(path))
        {
            throw Unusable(path, "found a file, expected a folder for the results or a new name");
        }

        try
        {
            Directory.CreateDirectory(path);
            string lockFile = System.IO.Path.Combine(path, ".lock");
            FileStream held = new(
                lockFile, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            OutputFolder folder = new(path, held);
            folder.RemoveLeftovers();
            folder.CheckOwner();
            return folder;
        }
        catch (UnauthorizedAccessException)
        {
            throw Unusable(path, "found a folder that may not be written, expected a writable one");
        }
        catch (IOException error) when (Directory.Exists(path) && File.Exists(System.IO.Path.Combine(path, ".lock")))
        {
            throw Unusable(path, $"found a folder that another run is writing to ({error.Message})");
        }
        catch (Exception error) when (error is IOException or ArgumentException or NotSupportedException)
        {
            throw Unusable(path, $"cannot be created or written: {error.Message}");
        }
    }

    /// <summary>The finished scenarios: the key of each and the folder that it stands in.</summary>
    public Dictionary<string, string> Finished()
    {
        Dictionary<string, string> finished = new(StringComparer.Ordinal);
        foreach (string folder in Directory.EnumerateDirectories(Path).Order(StringComparer.Ordinal))
        {
            if (ScenarioRecord.ReadKey(folder) is { } key)
            {
                finished.TryAdd(key, System.IO.Path.GetFileName(folder));
            }
        }

        return finished;
    }

    /// <summary>
    /// Whether a finished scenario has its tables. Somebody may have deleted them to save space: then it runs again.
    /// </summary>
    public bool IsWhole(string name, ResultTables tables) =>
        Required.SelectMany(table => ResultFiles.Of(table, tables)).Append(ResultFiles.Summary)
            .All(file => File.Exists(System.IO.Path.Combine(Path, name, file)));

    /// <summary>A new, empty temporary folder for a scenario.</summary>
    public string Temporary(string name)
    {
        string folder = System.IO.Path.Combine(Path, TemporaryPrefix + name);
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>
    /// Gives a finished scenario its name. What had that name before is replaced if it was a scenario.
    /// </summary>
    /// <exception cref="ExperimentException">Something that is no result stands in the way.</exception>
    public void Commit(string from, string name)
    {
        string target = System.IO.Path.Combine(Path, name);
        string replaced = System.IO.Path.Combine(Path, ReplacedPrefix + name);
        if (Directory.Exists(target))
        {
            CheckFree(name);
            Directory.Move(target, replaced);
        }

        Directory.Move(from, target);
        if (Directory.Exists(replaced))
        {
            Directory.Delete(replaced, recursive: true);
        }
    }

    /// <summary>Gives a finished scenario another name.</summary>
    /// <returns>Whether it stands under that name now.</returns>
    public bool Rename(string from, string to)
    {
        string target = System.IO.Path.Combine(Path, to);
        if (from != to && !Directory.Exists(target))
        {
            Directory.Move(System.IO.Path.Combine(Path, from), target);
            return true;
        }

        return from == to;
    }

    /// <summary>Refuses a scenario name under which something stands that this program did not write.</summary>
    public void CheckFree(string name)
    {
        string target = System.IO.Path.Combine(Path, name);
        string record = System.IO.Path.Combine(target, ScenarioRecord.FileName);
        if (File.Exists(target) || (Directory.Exists(target) && !File.Exists(record)))
        {
            string message = $"found something without {ScenarioRecord.FileName}, expected a free name or a result";
            throw Unusable(target, message);
        }
    }

    /// <summary>Gives the folder back.</summary>
    public void Dispose() => _lock.Dispose();

    // Reports of its own stand beside the index that was written before them.
    private void CheckOwner()
    {
        string? foreign = File.Exists(System.IO.Path.Combine(Path, ExperimentIndex.FileName))
            ? null
            : Reports.Select(name => System.IO.Path.Combine(Path, name)).FirstOrDefault(File.Exists);
        if (foreign is not null)
        {
            Dispose();
            string index = ExperimentIndex.FileName;
            throw Unusable(foreign, $"found a file that is no result, as there is no {index}, expected a free name");
        }
    }

    private void RemoveLeftovers()
    {
        foreach (string folder in Directory.EnumerateDirectories(Path, TemporaryPrefix + "*"))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (string folder in Directory.EnumerateDirectories(Path, ReplacedPrefix + "*"))
        {
            string name = System.IO.Path.GetFileName(folder)[ReplacedPrefix.Length..];
            string target = System.IO.Path.Combine(Path, name);
            // Killed between the two renames: the old result is the only whole one.
            if (Directory.Exists(target))
            {
                Directory.Delete(folder, recursive: true);
            }
            else
            {
                Directory.Move(folder, target);
            }
        }
    }

    private static ExperimentException Unusable(string path, string message) =>
        new([new ExperimentProblem(path, 0, 0, "", message)]);
}
