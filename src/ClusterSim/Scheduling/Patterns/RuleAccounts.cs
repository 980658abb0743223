using System.Collections.Immutable;
using ClusterSim.Behavior;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>The books of all rules of a run, by identifier.</summary>
internal sealed class RuleAccounts(PatternDrivenOptions options, SchedulingView? view)
{
    private readonly SortedDictionary<string, RuleAccount> _accounts = new(StringComparer.Ordinal);

    public ImmutableArray<RuleLedgerEntry> Entries => [.. _accounts.Values.Select(account => account.Entry)];

    public RuleAccount Of(Detection detection)
    {
        string rule = detection.RuleId;
        if (!_accounts.TryGetValue(rule, out RuleAccount? account))
        {
            double confidence = detection.Recommendation?.Confidence ?? 0;
            bool widens = options.Learning is RuleLearning.Thompson or RuleLearning.Ucb;
            account = new RuleAccount(
                rule, options.ConfidenceThreshold, widens,
                (outcomes, jobClass) => NewLearner(rule, confidence, outcomes, jobClass));
            _accounts.Add(rule, account);
        }

        return account;
    }

    private IRuleLearner NewLearner(string rule, double confidence, OutcomeBook outcomes, int jobClass) =>
        options.Learning switch
        {
            RuleLearning.Suspend => new Suspension(options.MinimumApplications, outcomes),
            RuleLearning.Ucb => new UcbLearner(),
            RuleLearning.Thompson => new ThompsonLearner(
                view!.RandomStream(FormattableString.Invariant($"learning/{rule}/{jobClass}")), confidence),
            _ => new KeepActing(),
        };
}
