namespace ClusterSim.Scheduling.Patterns;

/// <summary>Why a job is held back, which decides what holding it back is worth.</summary>
internal enum HoldKind
{
    /// <summary>It is held to fail like those before it: putting it off is worth its GPU time if it does.</summary>
    Retry,

    /// <summary>Others shall pass: worth the GPU time that those who passed got earlier.</summary>
    Passing,
}
