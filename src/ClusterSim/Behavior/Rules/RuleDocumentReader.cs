using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Behavior.Rules;

/// <summary>Reads the documents of one rule file.</summary>
internal sealed partial class RuleDocumentReader(RuleFile file)
{
    private static readonly string[] s_otherLists = ["categories", "tags", "sources"];

    /// <summary>Whether a document with rules, or one that says it has none, was found.</summary>
    public bool FoundRules { get; private set; }

    /// <summary>Whether there are no rules but tags, categories or data sources, as in the community.</summary>
    public bool IsTaxonomy { get; private set; }

    /// <summary>The rules of one document that are right.</summary>
    public IEnumerable<CreRule> Read(YamlNode root)
    {
        if (file.Mapping(root, "document") is not { } map || file.Text(map, "section") == "version")
        {
            return [];
        }

        bool lists = s_otherLists.Any(key => RuleFile.Find(map, key) is YamlSequenceNode);
        if ((file.IsLenient || lists) && RuleFile.Find(map, "rules") is null)
        {
            IsTaxonomy = lists;
            return [];
        }

        if (RuleFile.Find(map, "rules") is not YamlSequenceNode list)
        {
            file.Report(root, "no list 'rules'", "a list 'rules'");
            return [];
        }

        FoundRules = true;
        YamlMappingNode? terms = file.Mapping(map, "terms", required: false);
        return [.. list.Children.Select(node => ReadRule(node, terms)).OfType<CreRule>()];
    }

    private CreRule? ReadRule(YamlNode node, YamlMappingNode? terms)
    {
        if (file.Mapping(node, "a rule") is not { } map)
        {
            return null;
        }

        bool lenient = file.IsLenient;
        file.IsLenient |= SourceOf(RuleFile.Find(map, "rule")) is { } source
            && !source.StartsWith("clustersim.", StringComparison.Ordinal);
        CreRule? rule = ReadRule(node, map, terms);
        file.IsLenient = lenient;
        return rule;
    }

    // The source of the events decides what a rule is written in.
    private static string? SourceOf(YamlNode? node) => node switch
    {
        YamlMappingNode map when RuleFile.Find(map, "event") is YamlMappingNode seen
            && RuleFile.Find(seen, "source") is YamlScalarNode { Value: { Length: > 0 } source } => source,
        YamlMappingNode map => map.Children.Values.Select(SourceOf).FirstOrDefault(source => source is not null),
        YamlSequenceNode list => list.Children.Select(SourceOf).FirstOrDefault(source => source is not null),
        _ => null,
    };

    private CreRule? ReadRule(YamlNode node, YamlMappingNode map, YamlMappingNode? terms)
    {
        int before = file.Problems.Count;
        file.CheckKeys(map, "a rule", "metadata", "cre", "rule", "where", "action");
        YamlMappingNode? cre = file.Mapping(map, "cre", required: true);
        string creId = cre is null ? "" : ReadCreId(cre);
        string? ruleId = ReadRuleId(map);
        CreRule? compiled = file.Mapping(map, "rule", required: true) is { } rule
            ? Compile(rule, terms, ruleId ?? Base58.OfSha1(creId), creId, file.PlaceOf(node))
            : null;
        RuleAction? action = file.Mapping(map, "action", required: false) is { } block
            ? new ActionReader(file).Read(block)
            : null;
        RuleCondition? where = file.IsLenient ? null : new ConditionReader(file).Read(map);
        CheckDescription(cre);
        return cre is null || compiled is null || file.Problems.Count > before
            ? null
            : Describe(cre, compiled) with { Action = action, Where = where };
    }

    private CreRule? Compile(
        YamlMappingNode rule, YamlMappingNode? terms, string ruleId, string creId, string location)
    {
        if (file.IsLenient)
        {
            return new LogPatternReader(file, terms).Read(rule) is { } read
                ? new CreRule(null, read.Pattern)
                {
                    RuleId = ruleId, CreId = creId, Location = location, Window = read.Window,
                }
                : null;
        }

        return new PatternReader(file, terms).Read(rule) is { } reading
            ? new CreRule(reading.Pattern, null)
            {
                RuleId = ruleId, CreId = creId, Location = location, Window = reading.Window,
                Correlation = reading.Correlation,
            }
            : null;
    }

    private string? ReadRuleId(YamlMappingNode rule)
    {
        if (file.Mapping(rule, "metadata", required: false) is not { } map)
        {
            return null;
        }

        file.CheckKeys(map, "'metadata'", "id", "hash", "gen", "generation", "kind", "version", "name");
        foreach (string key in new[] { "id", "hash" })
        {
            if (file.Text(map, key) is { } text && !Base58Like().IsMatch(text))
            {
                file.ReportValue(map, key, "12 or more letters and digits, without 0");
            }
        }

        return file.Text(map, "id");
    }

    private string ReadCreId(YamlMappingNode cre)
    {
        string? id = file.Text(cre, "id");
        if (id is null || !CreIdLike().IsMatch(id))
        {
            file.ReportValue(cre, "id", "4 or more letters, digits and hyphens");
        }

        return id ?? "";
    }

    private void CheckDescription(YamlMappingNode? cre)
    {
        if (cre is not null)
        {
            file.CheckKeys(
                cre, "'cre'", "id", "severity", "title", "category", "tags", "author", "description", "cause", "impact",
                "impactScore", "mitigation", "mitigationScore", "references", "reports", "version", "applications");
            file.Integer(cre, "severity", 0, file.IsLenient ? int.MaxValue : 4, 0);
        }
    }

    private CreRule Describe(YamlMappingNode cre, CreRule compiled) => compiled with
    {
        Title = file.Text(cre, "title") ?? "",
        Severity = file.Integer(cre, "severity", 0, file.IsLenient ? int.MaxValue : 4, 0),
        Category = file.Text(cre, "category") ?? "",
        Description = file.Text(cre, "description") ?? "",
        Mitigation = file.Text(cre, "mitigation") ?? "",
        References = file.Texts(cre, "references"),
    };

    [GeneratedRegex("^[1-9A-Za-z]{12,}$", RegexOptions.CultureInvariant)]
    private static partial Regex Base58Like();

    [GeneratedRegex("^[A-Za-z0-9-]{4,}$", RegexOptions.CultureInvariant)]
    private static partial Regex CreIdLike();
}
