namespace ClusterSim.Scheduling;

/// <summary>A policy and what it wraps.</summary>
internal static class PolicyChain
{
    /// <summary>From the innermost policy to <paramref name="outermost"/>.</summary>
    public static IReadOnlyList<ISchedulingPolicy> Of(ISchedulingPolicy outermost)
    {
        List<ISchedulingPolicy> chain = [];
        for (ISchedulingPolicy? policy = outermost; policy is not null; policy = policy.BasePolicy)
        {
            chain.Add(policy);
        }

        chain.Reverse();
        return chain;
    }
}
