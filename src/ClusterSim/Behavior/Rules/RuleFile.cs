using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Behavior.Rules;

/// <summary>Reads values out of the YAML nodes of one file and collects everything that is wrong with them.</summary>
internal sealed class RuleFile(string path, bool lenient = false)
{
    /// <summary>A century: sums of a few stay within the clock.</summary>
    public static readonly TimeSpan LongestDuration = TimeSpan.FromHours(876_000);

    public string Path => path;

    // What the community's reader says of a value of the wrong type.
    private string Unmarshal => IsLenient ? "yaml: unmarshal errors" : "";

    /// <summary>Whether unknown keys are ignored, as the community's own reader ignores them.</summary>
    public bool IsLenient { get; set; } = lenient;

    public List<RuleProblem> Problems { get; } = [];

    public void Report(YamlNode at, string found, string expected) =>
        Problems.Add(new RuleProblem(path, (int)at.Start.Line, (int)at.Start.Column, found, expected));

    /// <summary>Reports a problem for which the community's compiler has a word.</summary>
    public void Report(YamlNode at, string verdict, string found, string expected) =>
        Problems.Add(
            new RuleProblem(path, (int)at.Start.Line, (int)at.Start.Column, found, expected) { Verdict = verdict });

    /// <summary>Reports the value of a key, or that there is none.</summary>
    public void ReportValue(YamlMappingNode parent, string key, string expected) =>
        ReportValue(parent, key, "", expected);

    /// <summary>The same, when the community's compiler has a word for it.</summary>
    public void ReportValue(YamlMappingNode parent, string key, string verdict, string expected)
    {
        YamlNode? node = Find(parent, key);
        Report(node ?? parent, verdict, node is null ? $"no '{key}'" : $"{Describe(node)} as '{key}'", expected);
    }

    public string PlaceOf(YamlNode node) => string.Create(CultureInfo.InvariantCulture, $"{path}:{node.Start.Line}");

    /// <summary>The value of a key; <c>null</c> when there is none.</summary>
    public static YamlNode? Find(YamlMappingNode map, string key)
    {
        foreach ((YamlNode name, YamlNode value) in map.Children)
        {
            if (name is YamlScalarNode scalar && scalar.Value == key)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The mapping under a key; a missing one is a problem if it is <paramref name="required"/>.</summary>
    public YamlMappingNode? Mapping(YamlMappingNode parent, string key, bool required)
    {
        YamlNode? node = Find(parent, key);
        if (node is null && required)
        {
            Report(parent, $"no '{key}'", $"a mapping '{key}'");
        }

        return node is null ? null : Mapping(node, $"'{key}'");
    }

    public YamlMappingNode? Mapping(YamlNode node, string what)
    {
        if (node is YamlMappingNode map)
        {
            return map;
        }

        Report(node, Unmarshal, $"{Describe(node)} as {what}", "a mapping");
        return null;
    }

    /// <summary>The items of the list under a key; empty when there is none or it is no list.</summary>
    public IEnumerable<YamlNode> Items(YamlMappingNode parent, string key)
    {
        YamlNode? node = Find(parent, key);
        if (node is null or YamlSequenceNode)
        {
            return (node as YamlSequenceNode)?.Children ?? [];
        }

        Report(node, Unmarshal, $"{Describe(node)} as '{key}'", "a list");
        return [];
    }

    public ImmutableArray<string> Texts(YamlMappingNode parent, string key) =>
        [.. Items(parent, key).Select(item => Scalar(item, $"an item of '{key}'")).OfType<string>()];

    public string? Text(YamlMappingNode parent, string key) =>
        Find(parent, key) is { } node ? Scalar(node, $"'{key}'") : null;

    /// <summary>The value of a scalar; <c>null</c> and a problem for anything else.</summary>
    public string? Scalar(YamlNode node, string what)
    {
        if (node is YamlScalarNode { Value: { } value })
        {
            return value;
        }

        Report(node, Unmarshal, $"{Describe(node)} as {what}", "a text");
        return null;
    }

    public int Integer(YamlMappingNode parent, string key, int least, int most, int otherwise)
    {
        if (Text(parent, key) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            && value >= least && value <= most)
        {
            return value;
        }

        string range = least == int.MinValue ? $"an integer up to {most}" : $"an integer from {least} to {most}";
        ReportValue(parent, key, Unmarshal, range);
        return otherwise;
    }

    public bool Flag(YamlMappingNode parent, string key)
    {
        string? text = Text(parent, key);
        if (text is not (null or "true" or "false"))
        {
            ReportValue(parent, key, Unmarshal, "true or false");
        }

        return text == "true";
    }

    /// <summary>A duration; <c>null</c> when there is none or it is wrong.</summary>
    public TimeSpan? Duration(YamlMappingNode parent, string key)
    {
        if (Text(parent, key) is not { } text)
        {
            return null;
        }

        if (GoDuration.TryParse(text, out TimeSpan duration) && duration.Duration() <= LongestDuration)
        {
            return duration;
        }

        ReportValue(
            parent, key, GoDuration.FaultOf(text),
            "a duration like 90s, 5m or 1h30m (units ns, us, ms, s, m, h; at most 876000h)");
        return null;
    }

    /// <summary>Reports every key that is not one of <paramref name="known"/>.</summary>
    public void CheckKeys(YamlMappingNode map, string where, params ReadOnlySpan<string> known)
    {
        foreach (YamlNode key in IsLenient ? [] : map.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !known.Contains(name))
            {
                Report(key, $"the key {Describe(key)} in {where}", $"one of {string.Join(", ", known)}");
            }
        }
    }

    public static string Describe(YamlNode node) => node switch
    {
        YamlMappingNode => "a mapping",
        YamlSequenceNode => "a list",
        YamlScalarNode { Value: { } value } => $"'{value}'",
        _ => "nothing",
    };
}
