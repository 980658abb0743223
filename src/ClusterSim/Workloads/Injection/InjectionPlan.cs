namespace ClusterSim.Workloads.Injection;

/// <summary>A behaviour drawn for one job, before the job's life is laid out.</summary>
/// <param name="MinRunSeconds">How long the job has to run to show it.</param>
/// <param name="Apply">Changes the job.</param>
internal sealed record InjectionPlan(long MinRunSeconds, Action<JobDraft> Apply);
