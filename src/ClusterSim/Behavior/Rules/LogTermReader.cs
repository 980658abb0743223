using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ClusterSim.Behavior.Logs;
using ClusterSim.Behavior.Matching;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Behavior.Rules;

/// <summary>Reads the terms of a rule over logs, and looks up named ones.</summary>
internal sealed partial class LogTermReader(RuleFile file, YamlMappingNode? named) : ITermReader<LogTerm>
{
    private const int MostRepetitions = 4096;

    public long UnitsPerTick => TimeSpan.NanosecondsPerTick;

    public YamlNode? Definition(YamlNode node)
    {
        string? text = node switch
        {
            YamlScalarNode scalar => scalar.Value,
            YamlMappingNode map when RuleFile.Find(map, "value") is YamlScalarNode value => value.Value,
            _ => null,
        };
        return named is null || text is null ? null : RuleFile.Find(named, text);
    }

    public IEnumerable<LogTerm> ReadPositive(YamlNode node) =>
        Read(node, out int count) is { } term ? Enumerable.Repeat(term, count) : [];

    public IEnumerable<LogTerm> ReadNegative(YamlNode node)
    {
        LogTerm? term = Read(node, out int count);
        if (count > 1)
        {
            file.Report(
                node, "negate fields cannot have count > 1", $"a 'count' of {count}",
                "no 'count': one entry denies a match");
        }

        return term is null ? [] : [term];
    }

    // Every source is some log's.
    public void CheckSource(YamlMappingNode sourceOwner, string source)
    {
    }

    // The one event of a slot that holds no repeats can carry an anchor; so can the first event of all.
    public void CheckAnchor(YamlNode node, int anchor, PatternShape shape, ImmutableArray<int> counts)
    {
        if (anchor > 1)
        {
            file.Report(node, "invalid negate anchor", $"the anchor {anchor}", "0 or 1");
        }

        int slot = 0, first = 0;
        while (slot < counts.Length - 1 && anchor >= first + counts[slot])
        {
            first += counts[slot++];
        }

        if (shape == PatternShape.Sequence && anchor > 0 && slot < counts.Length && anchor != first)
        {
            file.Report(
                node, "non zero anchors unsupported with duplicate terms", $"the anchor {anchor} on a repetition",
                "an anchor on a term, or on the first of its repetitions");
        }
    }

    // Names that no term extracts mean nothing, as for the community's engine.
    public void CheckCorrelations(YamlMappingNode block, ImmutableArray<string> names)
    {
    }

    private LogTerm? Read(YamlNode node, out int count)
    {
        YamlNode meant = Definition(node) ?? node;
        count = 1;
        if (meant is YamlScalarNode { Value: { Length: > 0 } text })
        {
            return new LogTerm(LogTermKind.Value, text);
        }

        if (meant is not YamlMappingNode map)
        {
            file.Report(meant, "term not found", $"{RuleFile.Describe(meant)} as a term", "a text or a mapping");
            return null;
        }

        count = Math.Max(1, file.Integer(map, "count", int.MinValue, MostRepetitions, 1));
        ImmutableArray<LogExtract> extracts = [.. file.Items(map, "extract").Select(ReadExtract).OfType<LogExtract>()];
        return ReadMapping(map, extracts);
    }

    private LogTerm? ReadMapping(YamlMappingNode map, ImmutableArray<LogExtract> extracts)
    {
        if (RuleFile.Find(map, "promql") is { } query)
        {
            file.Report(query, "'promql' in a term", "value, regex or jq: Prometheus is not asked");
            return null;
        }

        (LogTermKind Kind, string Text)[] found = [.. Found(map)];
        if (found.Length == 1)
        {
            return Compile(map, found[0].Kind, found[0].Text, extracts);
        }

        file.Report(
            map, found.Length == 0 ? "term not found" : "invalid node type",
            found.Length == 0 ? "a term without value, regex or jq" : "several of value, regex and jq",
            "one of value, regex and jq");
        return null;
    }

    private IEnumerable<(LogTermKind Kind, string Text)> Found(YamlMappingNode map)
    {
        foreach ((string key, LogTermKind kind) in new[]
                 {
                     ("value", LogTermKind.Value), ("regex", LogTermKind.Regex), ("jq", LogTermKind.Jq),
                 })
        {
            if (file.Text(map, key) is { Length: > 0 } text)
            {
                yield return (kind, text);
            }
        }
    }

    private LogTerm? Compile(
        YamlMappingNode map, LogTermKind kind, string text, ImmutableArray<LogExtract> extracts) =>
        Compiled(map, kind, text, () => new LogTerm(kind, text) { Extracts = extracts });

    private LogExtract? ReadExtract(YamlNode node)
    {
        if (node is not YamlMappingNode map)
        {
            file.Report(node, $"{RuleFile.Describe(node)} as an extract", "a mapping");
            return null;
        }

        string name = file.Text(map, "name") ?? "";
        if (!ExtractName().IsMatch(name))
        {
            file.Report(
                node, "invalid extract name (alphanumeric and underscores only)", $"the name '{name}'",
                "a letter, then letters, digits and underscores");
        }

        (LogTermKind Kind, string Text)[] found = [.. Found(map).Where(one => one.Kind != LogTermKind.Value)];
        if (found.Length != 1)
        {
            file.Report(
                node, "invalid extract (must have name and one of jq or regex)", "both or neither", "one of them");
            return null;
        }

        return Compiled(map, found[0].Kind, found[0].Text, () => new LogExtract(name, found[0].Kind, found[0].Text));
    }

    private T? Compiled<T>(YamlMappingNode map, LogTermKind kind, string text, Func<T> compile)
        where T : class
    {
        try
        {
            return compile();
        }
        catch (FormatException e)
        {
            string name = kind == LogTermKind.Jq ? "jqJson" : "regex";
            file.Report(
                map, $"term compile error type:'{name}' value:'{text}': {e.Message}", $"'{text}'",
                kind == LogTermKind.Jq ? "a query in the supported subset of jq" : "an RE2 expression");
            return null;
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex ExtractName();
}
