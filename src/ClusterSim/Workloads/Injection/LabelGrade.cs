namespace ClusterSim.Workloads.Injection;

/// <summary>How clearly a job shows the behaviour of its label, against the threshold of its source.</summary>
public enum LabelGrade
{
    /// <summary>It only looks like it: below 85 % of the threshold, or a behaviour that is no waste at all.</summary>
    LooksLike,

    /// <summary>Within 15 % of the threshold: neither hitting nor missing it is held against a detector.</summary>
    Borderline,

    /// <summary>Beyond 115 % of the threshold.</summary>
    Clear,
}
