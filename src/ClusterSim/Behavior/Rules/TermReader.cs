using ClusterSim.Behavior.Matching;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Behavior.Rules;

/// <summary>Reads and compiles terms, and looks up named ones.</summary>
internal sealed class TermReader(RuleFile file, YamlMappingNode? named)
{
    private const int MostRepetitions = 4096;

    private static readonly string[] NotSupported = ["regex", "jq", "field", "extract", "set", "sequence", "promql"];
    private static readonly string[] NegateKeys = ["window", "slide", "anchor", "absolute"];

    private readonly ConditionReader _conditions = new(file);

    /// <summary>The term as often as it has to occur; nothing when there were problems.</summary>
    public IEnumerable<EventTerm> ReadPositive(YamlNode node)
    {
        foreach (YamlNode key in (node as YamlMappingNode)?.Children.Keys.Where(IsNegateKey) ?? [])
        {
            file.Report(key, $"the key {RuleFile.Describe(key)} in a positive term", "it in a term of 'negate' only");
        }

        return Compile(node, out int count) is { } term ? Enumerable.Repeat(term, count) : [];
    }

    /// <summary>A negative condition; <c>null</c> when there were problems.</summary>
    public (EventTerm Term, NegateSpec Negate)? ReadNegative(YamlNode node, int length)
    {
        EventTerm? term = Compile(node, out int count);
        if (count > 1)
        {
            file.Report(node, $"a 'count' of {count} in a negative condition", "no 'count': one event denies a match");
        }

        YamlMappingNode options = node as YamlMappingNode ?? [];
        NegateSpec negate = new(
            (file.Duration(options, "window") ?? TimeSpan.Zero).Ticks,
            (file.Duration(options, "slide") ?? TimeSpan.Zero).Ticks,
            file.Integer(options, "anchor", 0, Math.Max(length - 1, 0), 0),
            file.Flag(options, "absolute"));
        return term is { } compiled ? (compiled, negate) : null;
    }

    private EventTerm? Compile(YamlNode node, out int count)
    {
        count = 1;
        if (node is YamlMappingNode map)
        {
            return CompileMapping(map, out count);
        }

        string? text = file.Scalar(node, "a term");
        return text is null ? null : CompileText(node, text, out count);
    }

    private EventTerm? CompileMapping(YamlMappingNode map, out int count)
    {
        count = Math.Max(1, file.Integer(map, "count", int.MinValue, MostRepetitions, 1));
        foreach (YamlNode key in map.Children.Keys)
        {
            string name = (key as YamlScalarNode)?.Value ?? "";
            if (NotSupported.Contains(name))
            {
                file.Report(
                    key, $"the key '{name}' in a term",
                    "'value': this CRE feature is not supported yet on simulation events");
            }
            else if (name is not ("value" or "count" or "where") && !NegateKeys.Contains(name))
            {
                file.Report(
                    key, $"the key {RuleFile.Describe(key)} in a term",
                    "one of value, count, where, window, slide, anchor, absolute");
            }
        }

        YamlNode? value = RuleFile.Find(map, "value");
        if (value is null && !map.Children.Keys.Any(key => NotSupported.Contains((key as YamlScalarNode)?.Value)))
        {
            file.Report(map, "a term without 'value'", "a text, or a mapping with 'value'");
        }

        string? text = value is null ? null : file.Scalar(value, "'value'");
        if (text is null)
        {
            return null;
        }

        bool counted = RuleFile.Find(map, "count") is not null;
        EventTerm? term = CompileText(value!, text, out int namedCount);
        if (counted && namedCount > 1)
        {
            file.Report(map, $"a 'count' beside the named term '{text}' that has one", "'count' in one of them");
        }

        count = counted ? count : namedCount;
        RuleCondition? where = _conditions.Read(map);
        if (where is not null && term?.Where is not null)
        {
            file.Report(map, $"a 'where' beside the named term '{text}' that has one", "'where' in one of them");
        }

        return where is null ? term : term is { } plain ? plain with { Where = where } : null;
    }

    private EventTerm? CompileText(YamlNode at, string text, out int count)
    {
        count = 1;
        if (named is not null && RuleFile.Find(named, text) is { } definition && definition != at)
        {
            return new TermReader(file, null).Compile(definition, out count);
        }

        string expected = "";
        if (text.Length > 0 && EventTerm.TryCompile(text, out EventTerm term, out expected))
        {
            return term;
        }

        file.Report(at, $"the term '{text}'", expected.Length > 0 ? expected : "a text that is not empty");
        return null;
    }

    private static bool IsNegateKey(YamlNode key) =>
        key is YamlScalarNode { Value: { } name } && NegateKeys.Contains(name);
}
