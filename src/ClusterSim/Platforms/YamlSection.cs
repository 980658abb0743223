using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Platforms;

/// <summary>Reads a text into a value; <c>false</c> when it does not have the expected form.</summary>
internal delegate bool Parser<T>(string text, out T value);

/// <summary>
/// A mapping of a YAML document, read key by key. Problems go to a common list with dotted path and position; keys
/// that nobody asked for are problems, too.
/// </summary>
internal sealed class YamlSection
{
    private readonly YamlMappingNode _mapping;
    private readonly string _path;
    private readonly List<PlatformProblem> _problems;
    private readonly List<string> _known = [];

    public YamlSection(YamlMappingNode mapping, string path, List<PlatformProblem> problems)
    {
        _mapping = mapping;
        _path = path;
        _problems = problems;
    }

    /// <summary>The mappings of a list under a key; empty when the key is absent.</summary>
    public IEnumerable<YamlSection> List(string key)
    {
        if (Find(key) is not { } node)
        {
            yield break;
        }

        if (node is not YamlSequenceNode list)
        {
            Report(key, $"found {Kind(node)}, expected a list");
            yield break;
        }

        for (int i = 0; i < list.Children.Count; i++)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"{PathOf(key)}[{i}]");
            if (AsSection(list.Children[i], path) is { } section)
            {
                yield return section;
            }
        }
    }

    /// <summary>The named mappings under a key; empty when the key is absent.</summary>
    public IEnumerable<(string Name, YamlSection Section)> Map(string key)
    {
        if (Section(key) is not { } named)
        {
            yield break;
        }

        foreach ((YamlNode name, YamlNode value) in named._mapping.Children)
        {
            string text = (name as YamlScalarNode)?.Value ?? "";
            if (AsSection(value, named.PathOf(text)) is { } section)
            {
                yield return (text, section);
            }
        }
    }

    /// <summary>The mapping under a key; <c>null</c> when it is absent or not a mapping.</summary>
    public YamlSection? Section(string key) => Find(key) is { } node ? AsSection(node, PathOf(key)) : null;

    /// <summary>The text under a key; <c>null</c> when it is absent or not a text.</summary>
    public string? Text(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { Length: > 0 } text } scalar when text.Trim().Length > 0 && !IsNull(scalar):
                return text.Trim();
            case { } other:
                Report(key, $"found {Kind(other)}, expected a text");
                return null;
        }
    }

    /// <summary>The value under a key; <c>null</c> when it is absent or malformed, which is reported.</summary>
    public T? Value<T>(string key, Parser<T> parse, string expected)
        where T : struct
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { } text } when parse(text.Trim(), out T value):
                return value;
            case { } other:
                Report(key, $"found {Kind(other)}, expected {expected}");
                return null;
        }
    }

    /// <summary>
    /// The text under <c>source</c>, or <c>key: text; key: text</c> where it names the source of each key apart;
    /// empty when it is absent. Read it after the keys that it may speak of.
    /// </summary>
    public string Source()
    {
        if (Child("source") is not YamlMappingNode)
        {
            return Text("source") ?? "";
        }

        List<string> keys = [.. _known.Where(key => key != "source")];
        YamlSection sources = Section("source")!;
        List<string> texts =
        [
            .. keys.Select(key => (Key: key, Text: sources.Text(key)))
                .Where(pair => pair.Text is not null)
                .Select(pair => $"{pair.Key}: {pair.Text}"),
        ];
        sources.End();
        return string.Join("; ", texts);
    }

    /// <summary>Whether there is a value under a key.</summary>
    public bool Has(string key) => Child(key) is not null;

    /// <summary>
    /// Reports a problem with the value under a key, or with the section when the key is absent or empty.
    /// </summary>
    public void Report(string key, string message)
    {
        YamlNode? at = key.Length > 0 ? Child(key) : null;
        YamlDotNet.Core.Mark mark = (at ?? _mapping).Start;
        _problems.Add(new PlatformProblem(PathOf(key), message, (int)mark.Line, (int)mark.Column));
    }

    /// <summary>Reports the keys that nobody asked for. Call it when everything has been read.</summary>
    public void End()
    {
        foreach (YamlNode key in _mapping.Children.Keys)
        {
            string name = (key as YamlScalarNode)?.Value ?? "";
            if (!_known.Contains(name, StringComparer.Ordinal))
            {
                string message =
                    $"unknown key{Spelling.Suggestion(name, _known)}; known here: {string.Join(", ", _known)}";
                _problems.Add(new PlatformProblem(PathOf(name), message, (int)key.Start.Line, (int)key.Start.Column));
            }
        }
    }

    private YamlNode? Find(string key)
    {
        if (!_known.Contains(key, StringComparer.Ordinal))
        {
            _known.Add(key);
        }

        return Child(key);
    }

    private YamlNode? Child(string key) =>
        _mapping.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? node) ? node : null;

    private YamlSection? AsSection(YamlNode node, string path)
    {
        if (node is YamlMappingNode mapping)
        {
            return new YamlSection(mapping, path, _problems);
        }

        string message = $"found {Kind(node)}, expected a mapping (key: value)";
        _problems.Add(new PlatformProblem(path, message, (int)node.Start.Line, (int)node.Start.Column));
        return null;
    }

    private string PathOf(string key) => _path.Length == 0 ? key : key.Length == 0 ? _path : $"{_path}.{key}";

    private static bool IsNull(YamlScalarNode scalar) =>
        scalar.Style == YamlDotNet.Core.ScalarStyle.Plain && scalar.Value is "null" or "~";

    private static string Kind(YamlNode node) => node switch
    {
        YamlScalarNode { Value: { Length: > 0 } text } => $"'{text}'",
        YamlScalarNode => "nothing",
        YamlSequenceNode => "a list",
        _ => "a mapping",
    };
}
