using System.Collections.Immutable;
using System.Text.Json;

namespace ClusterSim.Learning.Search;

/// <summary>
/// The trials of a search in a file that is replaced as a whole after each of them, so that a search can be killed at
/// any moment and go on.
/// </summary>
public sealed class SearchLog
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string _path;
    private readonly string _setting;
    private readonly List<Trial> _trials;

    private SearchLog(string path, string setting, List<Trial> trials) =>
        (_path, _setting, _trials) = (path, setting, trials);

    /// <summary>The trials so far, in order.</summary>
    public IReadOnlyList<Trial> Trials => _trials;

    /// <summary>Opens the log of a search, or begins one.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="setting">
    /// All that the outcomes depend on, as text: a log that was begun in another setting is refused.
    /// </param>
    /// <exception cref="InvalidDataException">The file is no such log, or is of another setting.</exception>
    public static SearchLog Open(string path, string setting)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(setting);
        if (!File.Exists(path))
        {
            return new SearchLog(path, setting, []);
        }

        Form? form = Read(path);
        return form is null || form.Trials.IsDefault || form.Trials.Any(trial => trial.Place.IsDefault)
            ? throw new InvalidDataException($"{path}: found no log of a search")
            : form.Setting == setting
            ? new SearchLog(path, setting, [.. form.Trials])
            : throw new InvalidDataException(
                $"{path}: found a search in the setting '{form.Setting}', expected '{setting}'; "
                    + "choose another folder or delete the file");
    }

    /// <summary>Adds a trial and writes the file.</summary>
    /// <param name="trial">The trial.</param>
    public void Add(Trial trial)
    {
        _trials.Add(trial);
        string unfinished = _path + ".unfinished";
        File.WriteAllText(unfinished, JsonSerializer.Serialize(new Form(_setting, [.. _trials]), s_json) + "\n");
        File.Move(unfinished, _path, overwrite: true);
    }

    private static Form? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Form>(File.ReadAllText(path), s_json);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path}: found malformed JSON ({error.Message})", error);
        }
    }

    private sealed record Form(string Setting, ImmutableArray<Trial> Trials);
}
