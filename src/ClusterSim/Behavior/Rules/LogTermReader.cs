using System.Text.RegularExpressions;
using ClusterSim.Behavior.Logs;
using ClusterSim.Behavior.Matching;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Behavior.Rules;

/// <summary>Reads the terms of a rule over logs, and looks up named ones.</summary>
internal sealed partial class LogTermReader(RuleFile file, YamlMappingNode? named)
{
    private const long NanosecondsPerTick = 100;
    private const int MostRepetitions = 4096;

    /// <summary>The term as often as it has to occur; nothing when there were problems.</summary>
    public IEnumerable<LogTerm> ReadPositive(YamlNode node) =>
        Read(node, out int count) is { } term ? Enumerable.Repeat(term, count) : [];

    /// <summary>A negative condition; <c>null</c> when there were problems.</summary>
    public (LogTerm Term, NegateSpec Negate)? ReadNegative(YamlNode node)
    {
        LogTerm? term = Read(node, out int count);
        if (count > 1)
        {
            file.Report(
                node, "negate fields cannot have count > 1", $"a 'count' of {count}",
                "no 'count': one entry denies a match");
        }

        YamlMappingNode options = Definition(node) as YamlMappingNode ?? [];
        options = node is YamlMappingNode own && own.Children.Keys.Any(IsNegateKey) ? own : options;
        int anchor = file.Integer(options, "anchor", 0, byte.MaxValue, 0);
        if (anchor > 1)
        {
            file.Report(node, "invalid negate anchor", $"the anchor {anchor}", "0 or 1");
        }

        NegateSpec negate = new(
            Nanoseconds(options, "window"), Nanoseconds(options, "slide"), anchor, file.Flag(options, "absolute"));
        return term is null ? null : (term, negate);
    }

    private static bool IsNegateKey(YamlNode key) =>
        key is YamlScalarNode { Value: "window" or "slide" or "anchor" or "absolute" };

    private long Nanoseconds(YamlMappingNode options, string key) =>
        (file.Duration(options, key) ?? TimeSpan.Zero).Ticks * NanosecondsPerTick;

    // What the name of a term stands for.
    private YamlNode? Definition(YamlNode node)
    {
        string? text = node switch
        {
            YamlScalarNode scalar => scalar.Value,
            YamlMappingNode map when RuleFile.Find(map, "value") is YamlScalarNode value => value.Value,
            _ => null,
        };
        return named is null || text is null ? null : RuleFile.Find(named, text);
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
        CheckExtracts(map);
        return ReadMapping(map);
    }

    private LogTerm? ReadMapping(YamlMappingNode map)
    {
        foreach (string nested in new[] { "set", "sequence", "promql" })
        {
            if (RuleFile.Find(map, nested) is { } inner)
            {
                file.Report(
                    inner, $"'{nested}' inside a term", "value, regex or jq: nested terms are not supported yet");
                return null;
            }
        }

        (LogTermKind Kind, string Text)[] found = [.. Found(map)];
        if (found.Length == 1)
        {
            return Compile(map, found[0].Kind, found[0].Text);
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

    private LogTerm? Compile(YamlMappingNode map, LogTermKind kind, string text)
    {
        try
        {
            return new LogTerm(kind, text);
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

    // Extracts are checked but have no effect: what they would extract is not defined by the open engine either.
    private void CheckExtracts(YamlMappingNode map)
    {
        foreach (YamlNode node in file.Items(map, "extract"))
        {
            if (node is not YamlMappingNode extract)
            {
                file.Report(node, $"{RuleFile.Describe(node)} as an extract", "a mapping");
                continue;
            }

            if (file.Text(extract, "name") is not { } name || !ExtractName().IsMatch(name))
            {
                file.Report(
                    node, "invalid extract name (alphanumeric and underscores only)", "another name",
                    "a letter, then letters, digits and underscores");
            }

            if (RuleFile.Find(extract, "jq") is null == RuleFile.Find(extract, "regex") is null)
            {
                file.Report(
                    node, "invalid extract (must have name and one of jq or regex)", "both or neither", "one of them");
            }
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex ExtractName();
}
