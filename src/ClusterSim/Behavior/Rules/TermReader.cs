using System.Collections.Immutable;
using ClusterSim.Behavior.Matching;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Behavior.Rules;

/// <summary>Reads and compiles terms over events, and looks up named ones.</summary>
internal sealed class TermReader(RuleFile file, YamlMappingNode? named) : ITermReader<EventTerm>
{
    private const int MostRepetitions = 4096;

    private static readonly string[] NotSupported = ["regex", "jq", "field", "extract", "promql"];

    private readonly ConditionReader _conditions = new(file);

    public long UnitsPerTick => 1;

    public YamlNode? Definition(YamlNode node)
    {
        string? text = (node as YamlScalarNode ?? (node as YamlMappingNode is { } map
            ? RuleFile.Find(map, "value") as YamlScalarNode
            : null))?.Value;
        return named is null || text is null || RuleFile.Find(named, text) is not { } definition || definition == node
            ? null
            : definition;
    }

    public IEnumerable<EventTerm> ReadPositive(YamlNode node)
    {
        foreach (YamlNode key in (node as YamlMappingNode)?.Children.Keys.Where(NegateReader.IsOption) ?? [])
        {
            file.Report(key, $"the key {RuleFile.Describe(key)} in a positive term", "it in a term of 'negate' only");
        }

        return Compile(node, out int count) is { } term ? Enumerable.Repeat(term, count) : [];
    }

    public IEnumerable<EventTerm> ReadNegative(YamlNode node)
    {
        EventTerm? term = Compile(node, out int count);
        if (count > 1)
        {
            file.Report(
                node, "negate fields cannot have count > 1", $"a 'count' of {count} in a negative condition",
                "no 'count': one event denies a match");
        }

        return term is { } compiled ? [compiled] : [];
    }

    public void CheckSource(YamlMappingNode sourceOwner, string source)
    {
        if (source != EventVocabulary.Source)
        {
            file.ReportValue(
                sourceOwner, "source", $"'{EventVocabulary.Source}', as in the other parts of the rule");
        }
    }

    // Every event of a match can carry an anchor.
    public void CheckAnchor(YamlNode node, int anchor, PatternShape shape, ImmutableArray<int> counts)
    {
    }

    public void CheckCorrelations(YamlMappingNode block, ImmutableArray<string> names)
    {
        if (RuleCorrelations.Of(names) is null)
        {
            file.Report(
                RuleFile.Find(block, "correlations")!, $"the correlations {string.Join(", ", names)}",
                "one of job, user, application, node, gpu, or user and application together");
        }
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
            else if (name is not ("value" or "count" or "where") && !NegateReader.IsOption(key))
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
}
