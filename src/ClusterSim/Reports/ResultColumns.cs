using System.Collections.Immutable;
using ClusterSim.Tables;
using static ClusterSim.Tables.TableColumn;

namespace ClusterSim.Reports;

/// <summary>The columns of the tables of a run with their types. <c>docs/results.md</c> says what each means.</summary>
internal static class ResultColumns
{
    public static ImmutableArray<TableColumn> Jobs { get; } =
    [
        Text("job_id"), Text("user"), Seconds("submit_time"), SecondsOrNone("start_time"), SecondsOrNone("end_time"),
        SecondsOrNone("queueing_delay"), SecondsOrNone("run_time"), SecondsOrNone("jct"),
        NumberOrNone("bounded_slowdown"), Number("gpus"), Number("cpus"), Whole("nodes"), Whole("restarts"),
        Text("status"),
    ];

    public static ImmutableArray<TableColumn> Usage { get; } =
    [
        Text("job_id"), Text("application"), Text("role"), Text("queue"), Whole("priority"), SecondsOrNone("walltime"),
        Seconds("reference_run_time"), Whole("instances"), Whole("gpus_per_instance"), Number("gpu_share"),
        Number("cpus_per_instance"), Seconds("total_wait_time"), Number("allocated_gpu_seconds"),
        Number("busy_gpu_seconds"), Number("wasted_gpu_seconds"), Number("reclaimed_gpu_seconds"),
        Number("allocated_cpu_seconds"), Number("overhead_gpu_seconds"), Number("lost_gpu_seconds"),
        Number("idle_gpu_seconds"), Number("failed_gpu_seconds"), Whole("attempts"),
        NumberOrNone("carbon_grams"), NumberOrNone("energy_cost"),
        NumberOrNone("network_loss_seconds"), Text("gpu_seconds_by_model"),
    ];

    public static ImmutableArray<TableColumn> Allocations { get; } =
        [Text("job_id"), Text("node"), Number("gpus"), Seconds("start_time"), Seconds("end_time")];

    public static ImmutableArray<TableColumn> Series { get; } =
    [
        Seconds("start_time"), Seconds("end_time"), Number("allocation_ratio"), Number("utilization"),
        NumberOrNone("cpu_allocation_ratio"), Number("queue_length"), Number("running_jobs"), Number("nodes_up"),
        Number("allocated_gpus"), Number("busy_gpus"), Number("allocated_cpus"), NumberOrNone("power_watts"),
        NumberOrNone("fragmentation"),
    ];

    public static ImmutableArray<TableColumn> Power { get; } =
    [
        Seconds("start_time"), Seconds("end_time"), Number("jobs_watts"), Number("idle_watts"),
        Number("overhead_watts"), Number("network_watts"), Number("facility_watts"), Number("total_watts"),
    ];

    public static ImmutableArray<TableColumn> Energy { get; } =
        [Text("job_id"), Number("energy_joules"), Number("overhead_joules")];

    public static ImmutableArray<TableColumn> Users { get; } =
    [
        Text("user"), Text("part"), Whole("jobs"), Number("held_gpu_hours"), Number("useful_gpu_hours"),
        Number("held_core_hours"), NumberOrNone("energy_kwh"), NumberOrNone("carbon_kg"), NumberOrNone("embodied_kg"),
        NumberOrNone("energy_cost"), NumberOrNone("cost"), NumberOrNone("kwh_per_useful_gpu_hour"),
        NumberOrNone("carbon_kg_per_useful_gpu_hour"), NumberOrNone("cost_per_useful_gpu_hour"),
    ];

    public static ImmutableArray<TableColumn> Nodes { get; } =
    [
        Text("node"), Text("role"), Whole("gpus"), Text("gpu_model"), NumberOrNone("cpus"), Text("tor"),
        NumberOrNone("base_watts"),
    ];

    public static ImmutableArray<TableColumn> Links { get; } =
    [
        Whole("link"), Text("name"), Text("from_kind"), Whole("from_node"), Text("to_kind"), Whole("to_node"),
        Number("bytes_per_second"), Number("bytes"), Number("mean_utilization"), Number("p95_utilization"),
        Number("p99_utilization"), Number("saturated_share"), Seconds("bin_length"), Text("levels"),
    ];

    public static ImmutableArray<TableColumn> Harmed { get; } =
    [
        Text("group"), Text("run"), Text("base_run"), Text("job_id"), Text("user"), Number("gpus"),
        Seconds("base_end_time"), SecondsOrNone("end_time"), NumberOrNone("later_by"),
    ];
}
