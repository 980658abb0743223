using System.Globalization;

namespace ClusterSim.Benchmarks.Loads;

/// <summary>
/// Generated tables of the formats that are measured, with values as long as those of the real ones. A further format
/// is one more line here.
/// </summary>
internal static class ReaderLoads
{
    private const string Id = "4b3f04b66a525d2df903eb16", LongId = Id + Id + "60abcdef0123";

    public static IReadOnlyList<ReaderLoad> All { get; } =
    [
        One("alibaba-gpu-v2025",
            "instance_sn,role,app_name,cpu_request,cpu_limit,gpu_request,gpu_limit,rdma_request,rdma_limit,"
            + "memory_request,memory_limit,disk_request,disk_limit,max_instance_per_node,creation_time,scheduled_time,"
            + "deletion_time",
            i => Text($"instance_{i},HN,app_{i % 156},12,12,1,1,25,25,120.0,120.0,640.0,800.0,-1,")
                + Text($"{i}.0,{i + 9}.0,{i + 999}.0")),
        One("openb",
            "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,"
            + "scheduled_time",
            i => Text($"openb-pod-{i},6000,12288,1,{(i % 99 * 10) + 10},,LS,Succeeded,{i},{i + 427_061},{i + 12}")),
        One("pai-list",
            "job_id,user,submit_time,duration,num_gpu,num_cpu,num_inst,gpu_type,user_dur,group_dur,group_gpu_dur",
            i => Text($"{i},u{i % 997},{i * 3},{900 + (i % 9_000)},0.{1 + (i % 9)},6,1,MISC,8160.56,8160.56,7683.06")),
        One("gaia-hours", "arrival_time,length,cpus",
            i => Text($"{i / 37.0},{0.1 + (i % 9_000 / 3600.0)},{1 + (i % 9)}")),
        One("alibaba-spot-v2026",
            "job_name,organization,gpu_model,cpu_request,gpu_request,worker_num,submit_time,duration,job_type",
            i => Text($"{i},{i % 57},A100-SXM4-80GB,15,1,{1 + (i % 94)},{i * 30},{60 + (i % 71_718)},Spot")),
        One("alibaba-v2018", "",
            i => Text($"R2_1,{1 + (i % 50)},j_{i},1,Terminated,{86_400 + i},{86_500 + (2 * i)},100.0,0.{i % 60}")),
        One("cloudsimpy", ",submit_time,duration,cpu,memory,job_id,task_id,instances_num,disk",
            i => Text($"{i},{i / 2},{116.38162544169612 + (i % 97)},1.0,0.005404705821447985,{i / 6},{i},283,0")),
        new("pai-tables",
            new("pai_job_table.csv", "", 1,
                i => Text($"{Id}{i},{LongId}{i},58540f191766,Terminated,{i}.0,{i + 500}.0")),
            new("pai_task_table.csv", "", 1,
                i => Text($"{Id}{i},worker,8.0,Terminated,{i + 9}.0,{i + 500}.0,600.0,29.296875,50.0,MISC")),
            new("pai_instance_table.csv", "", 8,
                i => Text($"{Id}{i},worker,{LongId},{LongId},{LongId}{i},Terminated,{i + 9}.0,{i + 500}.0,{Id}")),
            new("pai_sensor_table.csv", "", 8,
                i => Text($"{Id}{i},worker,{LongId},{LongId}{i},{Id},/dev/nvidia0,140.1451612903226,16.0625,")
                    + "1.4627511160714286,2.3935546875,1.2446746826171875,2.3994140625,21271328.384615384,"
                    + "16376189.815384615,2922.4461538461537,3419.7846153846153")),
    ];

    private static ReaderLoad One(string format, string header, Func<int, string> row) =>
        new(format, new ReaderTable(format + ".csv", header, 1, row));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
