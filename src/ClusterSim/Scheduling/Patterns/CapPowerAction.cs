using ClusterSim.Behavior;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>Power cannot be capped: there is no verb for it, so that the advice is only given and counted.</summary>
internal sealed class CapPowerAction : IPatternAction
{
    public RecommendedAction Kind => RecommendedAction.CapPower;

    public bool ActsOnGroup => true;

    public ActionRefusal TryApply(Advice advice, Plan plan) => ActionRefusal.NoVerb;
}
