namespace ClusterSim.Behavior.Rules;

/// <summary>What a rule recommends when it hits: the <c>action</c> block of its document.</summary>
/// <param name="Recommend">What to do.</param>
/// <param name="Confidence">0 to 1: how sure the rule's author is that acting does no harm.</param>
/// <param name="Explanation">
/// Sentence for people, with <c>{job}</c>, <c>{user}</c>, <c>{application}</c>, <c>{gpus}</c>, <c>{target}</c>,
/// <c>{hours}</c> in it.
/// </param>
public sealed record RuleAction(RecommendedAction Recommend, double Confidence, string Explanation);
