namespace ClusterSim.Scheduling.Policies;

/// <content>The policy that acts on rules.</content>
public static partial class Policies
{
    /// <summary>Another policy, and on top of it what the rules of the run recommend.</summary>
    /// <param name="basePolicy">Who schedules; must not be in use by another run.</param>
    /// <param name="options">How recommendations are treated; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public static ISchedulingPolicy PatternDriven(ISchedulingPolicy basePolicy, PatternDrivenOptions? options = null) =>
        new PatternDrivenPolicy(basePolicy, options);
}
