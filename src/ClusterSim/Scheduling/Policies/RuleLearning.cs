namespace ClusterSim.Scheduling.Policies;

/// <summary>How a pattern-driven policy learns from what acting on a rule brought.</summary>
public enum RuleLearning
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>A rule that had its chances and brought nothing is suspended for the rest of the run.</summary>
    Suspend,

    /// <summary>
    /// Thompson sampling (Thompson, Biometrika 25, 1933; Chapelle and Li, NIPS 2011): the chance to act is the chance
    /// that acting is better than leaving the job alone.
    /// </summary>
    Thompson,

    /// <summary>UCB1 (Auer, Cesa-Bianchi and Fischer, Machine Learning 47, 2002).</summary>
    Ucb,
}
