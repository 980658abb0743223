using ClusterSim.Behavior;
using ClusterSim.Events;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// One way to act on what rules found: carries advice out with the verbs of a plan, follows it up, and measures from
/// events alone what it brought.
/// </summary>
internal interface IPatternAction
{
    /// <summary>What recommendations ask for it.</summary>
    RecommendedAction Kind { get; }

    /// <summary>
    /// Whether it frees GPUs of a running job, which saves energy even when nobody waits for them.
    /// </summary>
    bool SavesEnergy => false;

    /// <summary>Whether it serves the job itself, and so makes sense even when nobody waits.</summary>
    bool ServesTheJob => false;

    /// <summary>
    /// Whether it acts on further jobs of a group, and asks the guard rails about each of them itself.
    /// </summary>
    bool ActsOnGroup => false;

    /// <summary>Carries advice out, or says why not.</summary>
    ActionRefusal TryApply(Advice advice, Plan plan);

    /// <summary>Follows up what was done in earlier passes, and undoes what turned out not to be right.</summary>
    void BeginPass(Plan plan)
    {
    }

    /// <summary>Measures.</summary>
    void Observe(in SimulationEvent happened)
    {
    }
}
