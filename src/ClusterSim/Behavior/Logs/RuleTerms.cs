using System.Collections.Immutable;
using ClusterSim.Behavior.Rules;

namespace ClusterSim.Behavior.Logs;

/// <summary>The rules that use one term.</summary>
internal sealed record RuleTerms(ImmutableArray<RuleTerm> Uses)
{
    /// <summary>For each of the different terms, the rules that use it in order.</summary>
    public static RuleTerms[] Of(LogTerm[] distinct, IReadOnlyList<RulePattern<LogTerm>> patterns)
    {
        Dictionary<LogTerm, List<RuleTerm>> uses = distinct.ToDictionary(term => term, _ => new List<RuleTerm>());
        for (int rule = 0; rule < patterns.Count; rule++)
        {
            RulePattern<LogTerm> pattern = patterns[rule];
            bool own = LogTree.IsNeeded(pattern);
            foreach (LogTerm term in TermsOf(pattern))
            {
                // A tree finds out itself which of its terms an entry meets.
                uses[term].Add(own
                    ? new RuleTerm(rule, 1, 0)
                    : new RuleTerm(rule, Bits(pattern.Slots, term), Bits(pattern.Negates, term)));
            }
        }

        return [.. distinct.Select(term => new RuleTerms([.. uses[term]]))];
    }

    /// <summary>The different terms of a pattern and of those inside it.</summary>
    public static IEnumerable<LogTerm> TermsOf(RulePattern<LogTerm> pattern) =>
        pattern.Leaves.SelectMany(leaf => leaf.Slots.Concat(leaf.Negates)).Distinct();

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
