using System.Collections.Immutable;
using ClusterSim.Events;

namespace ClusterSim.Behavior.Rules;

/// <summary>The names of the facts that <c>where</c> compares, in the order of their enumeration.</summary>
internal static class RuleFacts
{
    public static readonly ImmutableArray<string> Names =
    [
        "gpus", "nodes", "instances", "gpus_per_node", "cpus", "cores_per_gpu", "memory_gb", "memory_per_gpu_gb",
        "walltime_hours", "priority",
        "run_hours", "wait_hours", "restarts", "gpu_hours", "used_walltime_percent", "minutes_since_sample",
        "mean_gpu_utilization", "peak_gpu_utilization", "idle_percent", "mean_cpu_utilization", "peak_gpu_memory_gb",
        "peak_memory_percent", "active_gpus", "active_nodes",
        "user_running_gpus", "user_waiting_jobs", "user_gpu_share_percent", "user_jobs_failed_24h",
        "waiting_jobs", "waiting_gpus", "free_gpus_percent", "node_gpus",
        "interactive", "unused_gpus", "unused_nodes", "excess_nodes", "busy_cores", "step_time_ratio",
        "user_idle_gpu_hours",
        .. MetricNames.All.Select(metric => "latest_" + MetricNames.Of(metric).Replace(' ', '_')),
    ];

    public static string NameOf(RuleFact fact) => Names[(int)fact];

    public static bool TryParse(string name, out RuleFact fact)
    {
        fact = (RuleFact)Math.Max(0, Names.IndexOf(name));
        return Names.Contains(name);
    }
}
