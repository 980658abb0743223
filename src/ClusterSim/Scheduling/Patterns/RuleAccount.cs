using ClusterSim.Behavior;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>What one rule promised and brought so far, and what was learned from that.</summary>
internal sealed class RuleAccount
{
    // A rule with the best record needs a quarter less confidence, one with the worst a quarter more: our choice.
    private const double Widening = 0.25;

    private readonly string _ruleId;
    private readonly double _threshold;
    private readonly Func<OutcomeBook, int, IRuleLearner> _newLearner;
    private readonly bool _widens;
    private readonly SortedDictionary<int, IRuleLearner> _learners = [];
    private readonly SortedDictionary<ActionRefusal, int> _refused = [];
    private RecommendedAction _action;
    private int _detections, _applied, _harmed, _delayed;
    private double _promised, _benefits;

    /// <param name="ruleId">Identifier of the rule.</param>
    /// <param name="threshold">Least confidence to begin with.</param>
    /// <param name="widens">Whether the threshold follows the record.</param>
    /// <param name="newLearner">Makes the learner of a class of jobs.</param>
    public RuleAccount(
        string ruleId, double threshold, bool widens, Func<OutcomeBook, int, IRuleLearner> newLearner) =>
        (_ruleId, _threshold, _widens, _newLearner) = (ruleId, threshold, widens, newLearner);

    /// <summary>Applications whose outcome is known.</summary>
    public OutcomeBook Outcomes { get; } = new();

    /// <summary>
    /// Least confidence that is acted upon: T - w Z m, with the mean benefit m from -1 to 1 and its credibility Z = n /
    /// (n + k).
    /// </summary>
    public double ConfidenceThreshold => _widens && Outcomes.Count > 0
        ? Math.Clamp(_threshold - (Widening * _benefits / (Outcomes.Count + OutcomeBook.PriorOutcomes)), 0, 1)
        : _threshold;

    public RuleLedgerEntry Entry => new(
        _ruleId, _detections, _applied, _promised, Outcomes.ObtainedGpuSeconds, _harmed,
        _learners.Count > 0 && _learners.Values.All(learner => learner.Stopped))
    {
        Action = _action,
        Settled = Outcomes.Count,
        JobsDelayed = _delayed,
        ObtainedPerPromised = Outcomes.Ratio,
        ObtainedInterval = Outcomes.Obtained,
        Calibration = Outcomes.Calibration,
        ConfidenceThreshold = ConfidenceThreshold,
        Refused = [.. _refused.Select(pair => new RefusedActions(pair.Key, pair.Value))],
    };

    public void CountDetection(RecommendedAction action)
    {
        _detections++;
        // Advice that found nothing to take away is only a note; what the rule is after says more.
        _action = action == RecommendedAction.Notify ? _action : action;
    }

    public void CountApplication(double promisedGpuSeconds)
    {
        _applied++;
        _promised += promisedGpuSeconds;
    }

    public void CountRefusal(ActionRefusal reason) => _refused[reason] = _refused.GetValueOrDefault(reason) + 1;

    public void CountDelay() => _delayed++;

    /// <summary>Whether what was learned speaks for acting on a job of a class.</summary>
    public bool Decide(int jobClass) => LearnerOf(jobClass).Decide();

    /// <summary>Books what an application turned out to bring, which is negative when it did harm.</summary>
    public void Settle(double promisedGpuSeconds, double obtainedGpuSeconds, bool harmed, int jobClass = 0)
    {
        Outcomes.Add(promisedGpuSeconds, obtainedGpuSeconds);
        _harmed += harmed ? 1 : 0;
        double benefit = BenefitOf(promisedGpuSeconds, obtainedGpuSeconds);
        _benefits += benefit;
        LearnerOf(jobClass).Learn(benefit);
    }

    /// <summary>Obtained per promised from -1 to 1; where nothing was promised only the sign counts.</summary>
    public static double BenefitOf(double promised, double obtained) =>
        promised > 0 ? Math.Clamp(obtained / promised, -1, 1) : Math.Sign(obtained);

    private IRuleLearner LearnerOf(int jobClass)
    {
        if (!_learners.TryGetValue(jobClass, out IRuleLearner? learner))
        {
            _learners.Add(jobClass, learner = _newLearner(Outcomes, jobClass));
        }

        return learner;
    }
}
