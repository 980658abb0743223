namespace ClusterSim.Workloads;

/// <summary>What is known to be special about a generated job, because it was made so.</summary>
[Flags]
public enum LabelledBehaviors
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Wasteful: computes below 30 % utilization of the GPUs that it holds, whatever the cause.</summary>
    LowUtilization = 1,

    /// <summary>Wasteful: holds its GPUs on after its work is done.</summary>
    IdleTail = 2,

    /// <summary>
    /// Wasteful: one of several jobs of the same user and application that fail quickly again and again.
    /// </summary>
    RetryLoop = 4,

    /// <summary>Wasteful: never uses some of its GPUs.</summary>
    UnusedGpus = 8,

    /// <summary>Not wasteful, but looks like it: loads data for long before it computes.</summary>
    LongDataLoading = 16,

    /// <summary>Not wasteful, but looks like it: compiles for long before it computes.</summary>
    LongCompilation = 32,
}
