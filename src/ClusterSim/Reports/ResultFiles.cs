using System.Collections.Immutable;

namespace ClusterSim.Reports;

/// <summary>
/// Names of the files of a finished run and of their columns: part of the product's public face, like its options.
/// </summary>
public static class ResultFiles
{
    /// <summary>One row for each job.</summary>
    public const string Jobs = "jobs.csv";

    /// <summary>One row for each job, same order: what it asked, held, used and wasted.</summary>
    public const string Usage = "usage.csv";

    /// <summary>One row for each slice of a placement: which job held what on which node from when to when.</summary>
    public const string Allocations = "allocations.csv";

    /// <summary>Means over fixed steps of time.</summary>
    public const string Series = "series.csv";

    /// <summary>One row for each node of the platform.</summary>
    public const string Nodes = "nodes.csv";

    /// <summary>One JSON object a line for each detection.</summary>
    public const string Detections = "detections.jsonl";

    /// <summary>Aggregate metrics and provenance.</summary>
    public const string Summary = "summary.json";

    /// <summary>The report for a browser.</summary>
    public const string ReportHtml = "report.html";

    /// <summary>The report as Markdown.</summary>
    public const string ReportMarkdown = "report.md";

    /// <summary>The report as data.</summary>
    public const string ReportJson = "report.json";

    /// <summary>Columns of <see cref="Jobs"/>.</summary>
    public static ImmutableArray<string> JobColumns { get; } =
    [
        "job_id", "user", "submit_time", "start_time", "end_time", "queueing_delay", "run_time", "jct",
        "bounded_slowdown", "gpus", "cpus", "nodes", "restarts", "status",
    ];

    /// <summary>Columns of <see cref="Usage"/>.</summary>
    public static ImmutableArray<string> UsageColumns { get; } =
    [
        "job_id", "application", "role", "queue", "priority", "walltime", "reference_run_time", "instances",
            "gpus_per_instance",
        "gpu_share", "cpus_per_instance", "total_wait_time", "allocated_gpu_seconds", "busy_gpu_seconds",
        "wasted_gpu_seconds", "reclaimed_gpu_seconds", "allocated_cpu_seconds",
    ];

    /// <summary>Columns of <see cref="Allocations"/>.</summary>
    public static ImmutableArray<string> AllocationColumns { get; } = ["job_id", "node", "gpus", "start_time",
        "end_time"];

    /// <summary>Columns of <see cref="Series"/>.</summary>
    public static ImmutableArray<string> SeriesColumns { get; } =
    [
        "start_time", "end_time", "allocation_ratio", "utilization", "cpu_allocation_ratio", "queue_length",
        "running_jobs", "nodes_up", "allocated_gpus", "busy_gpus", "allocated_cpus", "power_watts", "fragmentation",
    ];

    /// <summary>Columns of <see cref="Nodes"/>.</summary>
    public static ImmutableArray<string> NodeColumns { get; } = ["node", "role", "gpus", "gpu_model", "cpus", "tor",
        "base_watts"];
}
