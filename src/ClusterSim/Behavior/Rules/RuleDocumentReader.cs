using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Behavior.Rules;

/// <summary>Reads the documents of one rule file.</summary>
internal sealed partial class RuleDocumentReader(RuleFile file)
{
    /// <summary>Whether a document with rules, or one that says it has none, was found.</summary>
    public bool FoundRules { get; private set; }

    /// <summary>The rules of one document that are right.</summary>
    public IEnumerable<CreRule> Read(YamlNode root)
    {
        if (file.Mapping(root, "document") is not { } map || file.Text(map, "section") == "version")
        {
            return [];
        }

        if (RuleFile.Find(map, "rules") is not YamlSequenceNode list)
        {
            file.Report(root, "no list 'rules'", "a list 'rules'");
            return [];
        }

        FoundRules = true;
        YamlMappingNode? terms = file.Mapping(map, "terms", required: false);
        PatternReader patterns = new(file, terms);
        return [.. list.Children.Select(node => ReadRule(node, patterns)).OfType<CreRule>()];
    }

    private CreRule? ReadRule(YamlNode node, PatternReader patterns)
    {
        if (file.Mapping(node, "a rule") is not { } map)
        {
            return null;
        }

        int before = file.Problems.Count;
        file.CheckKeys(map, "a rule", "metadata", "cre", "rule", "action");
        YamlMappingNode? cre = file.Mapping(map, "cre", required: true);
        string creId = cre is null ? "" : ReadCreId(cre);
        string? ruleId = ReadRuleId(map);
        PatternReading? pattern = file.Mapping(map, "rule", required: true) is { } rule ? patterns.Read(rule) : null;
        RuleAction? action = file.Mapping(map, "action", required: false) is { } block
            ? new ActionReader(file).Read(block)
            : null;
        CheckDescription(cre);
        if (cre is null || pattern is null || file.Problems.Count > before)
        {
            return null;
        }

        return Describe(cre, pattern, ruleId ?? Base58.OfSha1(creId), file.PlaceOf(node)) with { Action = action };
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
            file.Integer(cre, "severity", 0, 4, 0);
        }
    }

    private CreRule Describe(YamlMappingNode cre, PatternReading reading, string ruleId, string location) =>
        new(reading.Pattern)
    {
        RuleId = ruleId,
        CreId = file.Text(cre, "id")!,
        Title = file.Text(cre, "title") ?? "",
        Severity = file.Integer(cre, "severity", 0, 4, 0),
        Category = file.Text(cre, "category") ?? "",
        Description = file.Text(cre, "description") ?? "",
        Mitigation = file.Text(cre, "mitigation") ?? "",
        References = file.Texts(cre, "references"),
        Window = reading.Window,
        Correlation = reading.Correlation,
        Location = location,
    };

    [GeneratedRegex("^[1-9A-Za-z]{12,}$", RegexOptions.CultureInvariant)]
    private static partial Regex Base58Like();

    [GeneratedRegex("^[A-Za-z0-9-]{4,}$", RegexOptions.CultureInvariant)]
    private static partial Regex CreIdLike();
}
