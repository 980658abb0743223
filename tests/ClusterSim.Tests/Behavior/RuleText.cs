using ClusterSim.Behavior.Rules;

namespace ClusterSim.Tests.Behavior;

/// <summary>Rules from the text of a document, for tests.</summary>
internal static class RuleText
{
    /// <summary>One rule over events whose <c>rule</c> block and what follows it are given.</summary>
    /// <param name="rule">The block, e.g. <c>set: {event: ..., match: [...]}</c>, on one line.</param>
    /// <param name="rest">Further keys of the rule, on one line; empty for none.</param>
    /// <param name="id">Id of the behaviour.</param>
    public static RuleSet Of(string rule, string rest = "", string id = "TEST-0001") => Load(
        $"rules:\n  - cre: {{id: {id}}}\n    rule: {{{rule}}}\n" + (rest.Length > 0 ? $"    {rest}\n" : ""));

    /// <summary>A set of one term, correlated by job.</summary>
    public static RuleSet Single(string term, string rest = "", string correlation = "job") =>
        Of($"set: {{event: {{source: clustersim.events}}, correlations: [{correlation}], match: [{term}]}}", rest);

    public static RuleSet Load(string text) => Load(text, CreRules.Load);

    public static RuleSet Load(string text, Func<string, RuleSet> read)
    {
        string path = Path.Combine(Path.GetTempPath(), $"clustersim-rule-{Guid.NewGuid():N}.yaml");
        File.WriteAllText(path, text);
        try
        {
            return read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
