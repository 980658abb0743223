using ClusterSim.Randomness;

namespace ClusterSim.Workloads.Injection;

/// <summary>A behaviour that can be injected into jobs: wasteful, or one that only looks like it.</summary>
/// <param name="Name">Its name, e.g. <c>idle-tail</c>.</param>
/// <param name="IsWasteful">Whether it wastes something; the others are there to fool detectors.</param>
/// <param name="Family">
/// Behaviours of one family contradict each other and never meet in one job; <c>whole</c> meets with none.
/// </param>
/// <param name="Summary">What the jobs do, in one line.</param>
/// <param name="Threshold">From where on it counts, in the words of its source.</param>
/// <param name="Source">Where the threshold comes from.</param>
public sealed record InjectedBehavior(
    string Name, bool IsWasteful, string Family, string Summary, string Threshold, string Source)
{
    /// <summary>Which jobs can show it.</summary>
    internal Func<Job, bool> Fits { get; init; } = job => job.Request.TotalGpus > 0;

    /// <summary>Draws its parameters for a job.</summary>
    internal Func<Job, RandomStream, InjectionPlan>? Draw { get; init; }

    /// <summary>For a behaviour of several jobs: makes those that follow a first one, which stays as it is.</summary>
    internal Func<Job, RandomStream, IEnumerable<JobDraft>>? Follow { get; init; }
}
