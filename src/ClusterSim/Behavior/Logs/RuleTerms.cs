using System.Collections.Immutable;
using ClusterSim.Behavior.Rules;

namespace ClusterSim.Behavior.Logs;

/// <summary>The rules that use one term.</summary>
internal sealed record RuleTerms(ImmutableArray<RuleTerm> Uses)
{
    /// <summary>For each of the different terms, the rules that use it in order.</summary>
    public static RuleTerms[] Of(LogTerm[] distinct, IReadOnlyList<LogPattern> patterns)
    {
        Dictionary<LogTerm, List<RuleTerm>> uses = distinct.ToDictionary(term => term, _ => new List<RuleTerm>());
        for (int rule = 0; rule < patterns.Count; rule++)
        {
            LogPattern pattern = patterns[rule];
            foreach (LogTerm term in pattern.Slots.AddRange(pattern.Negates).Distinct())
            {
                uses[term].Add(new RuleTerm(rule, Bits(pattern.Slots, term), Bits(pattern.Negates, term)));
            }
        }

        return [.. distinct.Select(term => new RuleTerms([.. uses[term]]))];
    }

    private static ulong Bits(ImmutableArray<LogTerm> terms, LogTerm term)
    {
        ulong bits = 0;
        for (int i = 0; i < terms.Length; i++)
        {
            bits |= terms[i].Equals(term) ? 1UL << i : 0;
        }

        return bits;
    }
}
