using System.Globalization;
using ClusterSim.Platforms;

namespace ClusterSim.Experiments;

/// <summary>
/// A node together with its dotted path and the list that problems go to. Every reading method reports what is wrong
/// and answers with a harmless value, so that reading goes on and all problems are found at once.
/// </summary>
internal sealed class SpecPlace(SpecNode node, string path, string file, List<ExperimentProblem> problems)
{
    /// <summary>The node.</summary>
    public SpecNode Node => node;

    /// <summary>Dotted path.</summary>
    public string Path => path;

    /// <summary>A path as seen from the folder of the file.</summary>
    public string FullPath(string relative) =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file) ?? "", relative);

    /// <summary>Takes in a problem of a file that is named here.</summary>
    public void Add(ExperimentProblem problem) => problems.Add(problem);

    /// <summary>Reports that something is wrong here.</summary>
    public void Report(string message) =>
        problems.Add(new ExperimentProblem(file, node.Line, node.Column, path, message));

    /// <summary>Reports what was found here and what was expected.</summary>
    public void Expected(string expected) => Report($"found {node.Found}, expected {expected}");

    /// <summary>The members of a mapping by key; unknown and repeated keys are reported.</summary>
    public Dictionary<string, SpecPlace> Members(string what, params string[] known)
    {
        Dictionary<string, SpecPlace> members = AllMembers(what);
        foreach ((string key, SpecPlace place) in members.Where(member => !known.Contains(member.Key)).ToList())
        {
            place.Report($"found unknown key '{key}', {NearestName.Expected(key, known)}");
            members.Remove(key);
        }

        return members;
    }

    /// <summary>
    /// The members of a mapping with free keys, in the order of the file; repeated keys are reported.
    /// </summary>
    public Dictionary<string, SpecPlace> AllMembers(string what)
    {
        Dictionary<string, SpecPlace> members = new(StringComparer.Ordinal);
        if (node is not SpecMap map)
        {
            Expected(what);
            return members;
        }

        foreach ((SpecScalar key, SpecNode value) in map.Entries)
        {
            // An empty value has no place of its own; its key has.
            SpecNode place = value is SpecScalar { Text: "" } ? new SpecScalar("", key.Line, key.Column) : value;
            SpecPlace member = new(place, path.Length == 0 ? key.Text : $"{path}.{key.Text}", file, problems);
            if (!members.TryAdd(key.Text, member))
            {
                member.Report($"found key '{key.Text}' a second time, expected it once");
            }
        }

        return members;
    }

    /// <summary>The items of a list; a single value counts as a list of one.</summary>
    public IEnumerable<SpecPlace> Items()
    {
        if (node is SpecList list)
        {
            if (list.Items.IsEmpty)
            {
                Report("found an empty list, expected at least one value");
            }

            return list.Items.Select((item, i) => new SpecPlace(item, $"{path}[{i}]", file, problems));
        }

        return [this];
    }

    /// <summary>A text; <c>null</c> and a problem when it is empty or no single value.</summary>
    public string? Text(string expected)
    {
        if (node is SpecScalar { Text.Length: > 0 } scalar)
        {
            return scalar.Text;
        }

        Expected(expected);
        return null;
    }

    /// <summary>A warm-up or cool-down: a share or a length of time.</summary>
    public (double Share, TimeSpan Length)? Trim()
    {
        var trim = TrimText.Parse(Raw);
        return Checked(trim is not null, trim ?? default, TrimText.Expected);
    }

    /// <summary>A length of time of at least <paramref name="least"/>, e.g. <c>30 s</c> or <c>1.5 h</c>.</summary>
    public TimeSpan? Duration(TimeSpan least)
    {
        bool good = DurationText.TryParse(Raw, out TimeSpan value);
        string bound = least > TimeSpan.Zero ? "greater than 0" : "of 0 or more";
        string expected = $"a length of time {bound} with its unit, e.g. '30 s', '15 min', '8 h' or '7 d'";
        return Checked(good && value >= least, value, expected);
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool? Truth() => Raw switch
    {
        "true" or "yes" => true,
        "false" or "no" => false,
        _ => Checked(false, false, "true or false"),
    };

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public double? Number(double least, double most)
    {
        bool good = double.TryParse(Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value >= least && value <= most;
        return Checked(
            good, value, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
    }

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public int? Whole(int least, int most)
    {
        bool good = int.TryParse(Raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            && value >= least && value <= most;
        return Checked(
            good, value, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
    }

    /// <summary>A value with a form of its own, e.g. a number with a unit.</summary>
    public T? Value<T>(Parser<T> parse, string expected)
        where T : struct =>
        Checked(parse(Raw, out T value), value, expected);

    /// <summary>One of the names of an enumeration in lower case; the first when it is none.</summary>
    public T OneOf<T>()
        where T : struct, Enum
    {
        string[] names = [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
        int known = Array.IndexOf(names, Raw);
        if (known < 0)
        {
            Expected("one of " + string.Join(", ", names));
        }

        return Enum.GetValues<T>()[Math.Max(known, 0)];
    }

    /// <summary>A time between checkpoints.</summary>
    public TimeSpan? Interval()
    {
        bool good = DurationText.TryParse(Raw, out TimeSpan value) && value > TimeSpan.Zero;
        return Checked(good, value, "young, daly, none, or a length of time greater than 0, e.g. '1 h'");
    }

    /// <summary>A file that exists; a relative path starts at the folder of the experiment file.</summary>
    public string? File(string expected)
    {
        string found = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file) ?? "", Raw);
        if (Raw.Length > 0 && System.IO.File.Exists(found))
        {
            return found;
        }

        Expected($"{expected}, which is there");
        return null;
    }

    private string Raw => node is SpecScalar scalar ? scalar.Text : "";

    private T? Checked<T>(bool good, T value, string expected)
        where T : struct
    {
        if (good)
        {
            return value;
        }

        Expected(expected);
        return null;
    }
}
