using System.Text.RegularExpressions;
using ClusterSim.Behavior.Logs;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Behavior.Rules;

/// <summary>Reads the documents of one rule file.</summary>
internal sealed partial class RuleDocumentReader(RuleFile file, RuleTaxonomy taxonomy)
{
    private static readonly string[] s_otherLists = ["categories", "tags", "sources"];

    private readonly YamlMappingNode _terms = [];

    /// <summary>Whether a document with rules, or one that says it has none, was found.</summary>
    public bool FoundRules { get; private set; }

    /// <summary>Whether there are no rules but tags, categories or data sources, as in the community.</summary>
    public bool IsTaxonomy { get; private set; }

    /// <summary>Takes in the names of terms that a document gives; they hold in all documents of the file.</summary>
    public void ReadTerms(YamlNode root)
    {
        if (root is not YamlMappingNode map || RuleFile.Find(map, "terms") is not { } named)
        {
            return;
        }

        if (named is not YamlMappingNode terms)
        {
            file.Report(named, "'terms' must be a mapping", RuleFile.Describe(named), "names with their terms");
            return;
        }

        foreach ((YamlNode name, YamlNode term) in terms.Children)
        {
            if (!_terms.Children.TryAdd(name, term))
            {
                file.Report(
                    name, "duplicate term name", $"the name {RuleFile.Describe(name)} a second time",
                    "each name once over all documents");
            }
        }
    }

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
            IsTaxonomy |= lists;
            taxonomy.Read(file, map);
            return [];
        }

        if (RuleFile.Find(map, "rules") is not YamlSequenceNode list)
        {
            file.Report(root, "rules not found", "no list 'rules'", "a list 'rules'");
            return [];
        }

        FoundRules = true;
        return [.. list.Children.Select(node => ReadRule(node, _terms)).OfType<CreRule>()];
    }

    private CreRule? ReadRule(YamlNode node, YamlMappingNode terms)
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

    private CreRule? ReadRule(YamlNode node, YamlMappingNode map, YamlMappingNode terms)
    {
        int before = file.Problems.Count;
        file.CheckKeys(map, "a rule", "metadata", "cre", "rule", "where", "action");
        YamlMappingNode? cre = Required(map, "cre", "missing cre id");
        string creId = cre is null ? "" : ReadCreId(cre);
        string? ruleId = ReadRuleId(map);
        CreRule? compiled = Required(map, "rule", "missing rule section") is { } rule
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

    private YamlMappingNode? Required(YamlMappingNode rule, string key, string verdict)
    {
        if (RuleFile.Find(rule, key) is null)
        {
            file.Report(rule, verdict, $"no '{key}'", $"a mapping '{key}'");
        }

        return file.Mapping(rule, key, required: false);
    }

    private CreRule? Compile(
        YamlMappingNode rule, YamlMappingNode terms, string ruleId, string creId, string location)
    {
        if (file.IsLenient)
        {
            return new PatternReader<LogTerm>(file, new LogTermReader(file, terms)).Read(rule) is { } overLogs
                ? new CreRule(null, overLogs)
                {
                    RuleId = ruleId, CreId = creId, Location = location, Window = overLogs.Window,
                }
                : null;
        }

        return new PatternReader<EventTerm>(file, new TermReader(file, terms)).Read(rule) is { } pattern
            ? new CreRule(pattern, null)
            {
                RuleId = ruleId, CreId = creId, Location = location, Window = pattern.Window,
                Correlation = RuleCorrelations.Of(pattern.Correlations) ?? RuleCorrelation.None,
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
                file.ReportValue(
                    map, key, $"invalid rule {key} (must be base58)", "12 or more letters and digits, without 0");
            }
        }

        return file.Text(map, "id");
    }

    private string ReadCreId(YamlMappingNode cre)
    {
        string? id = file.Text(cre, "id");
        if (id is null || !CreIdLike().IsMatch(id))
        {
            file.ReportValue(
                cre, "id", id is null ? "missing cre id" : "invalid cre id", "4 or more letters, digits and hyphens");
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
        Tags = file.Texts(cre, "tags"),
        Description = file.Text(cre, "description") ?? "",
        Mitigation = file.Text(cre, "mitigation") ?? "",
        References = file.Texts(cre, "references"),
    };

    [GeneratedRegex("^[1-9A-Za-z]{12,}$", RegexOptions.CultureInvariant)]
    private static partial Regex Base58Like();

    [GeneratedRegex("^[A-Za-z0-9-]{4,}$", RegexOptions.CultureInvariant)]
    private static partial Regex CreIdLike();
}
