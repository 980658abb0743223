using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Behavior.Rules;

/// <summary>
/// The categories and tags that lists beside the rules allow, as the community's own validator holds them. Without a
/// list of a kind, every name of that kind is good.
/// </summary>
internal sealed class RuleTaxonomy
{
    private static readonly string[] s_fields = ["name", "displayName", "description"];

    private readonly HashSet<string> _categories = new(StringComparer.Ordinal), _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);
    private readonly List<RuleProblem> _problems = [];

    /// <summary>Takes in the lists of a document.</summary>
    public void Read(RuleFile file, YamlMappingNode document)
    {
        int before = file.Problems.Count;
        foreach ((string key, HashSet<string> names) in new[] { ("categories", _categories), ("tags", _tags) })
        {
            foreach (YamlNode item in file.Items(document, key))
            {
                if (file.Mapping(item, $"an item of '{key}'") is { } entry)
                {
                    Read(file, entry, names);
                }
            }
        }

        // A flawed list of names is no reason not to look for behaviours.
        _problems.AddRange(file.Problems.Skip(before));
        file.Problems.RemoveRange(before, file.Problems.Count - before);
    }

    /// <summary>What is wrong with the lists, and what rules say that no list has.</summary>
    public IEnumerable<RuleProblem> ProblemsOf(IEnumerable<CreRule> rules) =>
        _problems.Concat(rules.SelectMany(ProblemsOf));

    private IEnumerable<RuleProblem> ProblemsOf(CreRule rule)
    {
        if (_categories.Count > 0 && !_categories.Contains(rule.Category))
        {
            yield return rule.Category.Length == 0
                ? Problem(rule, "missing category field", "no category", "one of those that are listed")
                : Problem(
                    rule, "unknown category", $"the category '{rule.Category}'", Nearest(rule.Category, _categories));
        }

        foreach (string tag in rule.Tags.Where(tag => _tags.Count > 0 && !_tags.Contains(tag)))
        {
            yield return Problem(rule, "unknown tag", $"the tag '{tag}'", Nearest(tag, _tags));
        }
    }

    private void Read(RuleFile file, YamlMappingNode entry, HashSet<string> names)
    {
        foreach (string field in s_fields.Where(field => RuleFile.Find(entry, field) is null))
        {
            file.Report(entry, $"missing {field} field", $"no '{field}'", "name, displayName and description");
        }

        if (file.Text(entry, "name") is not { } name)
        {
            return;
        }

        names.Add(name);
        if (!_places.TryAdd(name, file.PlaceOf(entry)))
        {
            file.Report(
                entry, "duplicate name", $"the name '{name}' a second time", $"it once; it stands at {_places[name]}");
        }
    }

    private static string Nearest(string name, HashSet<string> names)
    {
        string start = name.Split('-')[0];
        string[] near = [.. names.Where(one => one.StartsWith(start, StringComparison.Ordinal)).Order().Take(5)];
        return near.Length > 0
            ? $"one that is listed, e.g. {string.Join(", ", near)}"
            : string.Create(CultureInfo.InvariantCulture, $"one of the {names.Count} that are listed");
    }

    private static RuleProblem Problem(CreRule rule, string verdict, string found, string expected)
    {
        int colon = rule.Location.LastIndexOf(':');
        int line = int.Parse(rule.Location.AsSpan(colon + 1), CultureInfo.InvariantCulture);
        return new RuleProblem(rule.Location[..colon], line, 1, found, expected) { Verdict = verdict };
    }
}
