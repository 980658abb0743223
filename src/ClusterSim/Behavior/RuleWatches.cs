using ClusterSim.Behavior.Facts;
using ClusterSim.Behavior.Rules;

namespace ClusterSim.Behavior;

/// <summary>Makes the watches of rules: one for each rule, and one for each set and sequence inside it.</summary>
internal static class RuleWatches
{
    /// <summary>The watches in order of their index; those inside a pattern come before it.</summary>
    public static List<RuleWatch> Of(IEnumerable<CreRule> rules, JobFacts facts)
    {
        Dictionary<RuleCorrelation, CorrelationKeys> keys =
            Enum.GetValues<RuleCorrelation>().ToDictionary(c => c, c => new CorrelationKeys(c));
        List<RuleWatch> watches = [];
        foreach (CreRule rule in rules)
        {
            Add(rule, rule.Pattern, rule.Correlation);
        }

        return watches;

        RuleWatch Add(CreRule rule, RulePattern<EventTerm> pattern, RuleCorrelation around)
        {
            RuleCorrelation own = RuleCorrelations.Of(pattern.Correlations) ?? RuleCorrelation.None;
            RuleCorrelation correlation = own == RuleCorrelation.None ? around : own;
            RuleWatch[] inner =
            [
                .. pattern.Inner.Concat(pattern.InnerNegates).Distinct().Select(one => Add(rule, one, correlation)),
            ];
            RuleWatch watch = new(watches.Count, rule, pattern, keys[correlation], facts);
            watches.Add(watch);
            foreach (RuleWatch one in inner)
            {
                one.PutInside(watch);
            }

            return watch;
        }
    }
}
