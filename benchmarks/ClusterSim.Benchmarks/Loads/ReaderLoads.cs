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
        One("helios", "job_id,user,vc,gpu_num,cpu_num,node_num,state,submit_time,start_time,end_time,duration,queue",
            i => Text($"{i},uXBbc{i % 97},vcJkd,8,64,1,COMPLETED,{Date(i)},{Date(i + 60)},{Date(i + 999)},939,60")),
        One("acme",
            "job_id,user,node_num,gpu_num,cpu_num,type,state,submit_time,start_time,end_time,duration,queue,gpu_time",
            i => Text($"{i},u5907,1,8,128,Other,FAILED,{Date(i)}+08:00,{Date(i + 60)}+08:00,{Date(i + 999)}+08:00,")
                + "939,60,7512.0"),
        One("lucid", "job_id,user,vc,jobname,gpu_num,cpu_num,state,submit_time,duration",
            i => Text($"{i},u{i % 97},philly,j{i},2,8,COMPLETED,{Date(i)},{53 + (i % 9_000)}")),
        One("tiresias", "job_id,num_gpu,submit_time,iterations,model_name,duration,interval",
            i => Text($"{i},{1 + (i % 8)},{i * 30},606,vgg19,{164 + (i % 9_000)},30")),
        One("muri",
            "job_id,num_gpu,submit_time,iterations,model_name,batch_size,duration,interval,iteration_time,"
            + "resource_time_0,resource_time_1,resource_time_2,priority",
            i => Text($"{i},8,{i * 30_000L},1463,vgg16,16,{281_000L + i},28000,214,82,75,66,1")),
        new("gavel",
            new("x.trace", "", 1,
                i => "A3C\tpython3 main.py --data_dir=%s/cifar10 --batch_size 64\tcifar10\t--num_steps\t1\t"
                    + Text($"{100_387 + (i % 9_000)}\t1\t1\t-1.000000\t{i}")),
            new("throughputs.json", """{ "v100": { "('A3C', 1)": { "null": 7.479619707470718 } } }""", 0, _ => "")),
        One("pollux", "name,time,application,num_replicas,batch_size",
            i => Text($"deepspeech2-{i},{i}.661836,deepspeech2,{1 + (i % 8)},320")),
        One("sacct",
            "JobID|JobName|User|Account|Partition|QOS|Priority|State|Submit|Start|End|Elapsed|Timelimit|NNodes|"
            + "AllocTRES|ReqTRES",
            i => Text($"{i}|train|u{i % 97}|lab|gpu|normal|{i % 4_294}|COMPLETED|{Date(i)}|{Date(i + 60)}|")
                + Text($"{Date(i + 999)}|00:15:39|1-00:00:00|2|billing=64,cpu=64,gres/gpu:a100=8,gres/gpu=8,mem=512G,")
                + "node=2|billing=64,cpu=64,gres/gpu:a100=8,gres/gpu=8,mem=512G,node=2"),
        new("google-2019", new ReaderTable("instance_events.json", "", 1, GoogleEvents)),
        new("batsim",
            new ReaderTable("batsim.json",
                """{ "nb_res": 128, "profiles": { "d": { "type": "delay", "delay": 31405.0 } }, "jobs": [""", 1,
                i => (i > 0 ? "," : "")
                    + Text($"{{\"id\": \"{i}\", \"subtime\": {i}.0, \"walltime\": 37980.0, \"res\": 30, ")
                    + "\"profile\": \"d\"}",
                "] }")),
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

    /// <summary>Submission, schedule and end of one instance as JSON lines.</summary>
    private static string GoogleEvents(int i) => string.Join('\n', new[] { (0, 0), (3, 5_000_000), (6, 900_000_000) }
        .Select(step => Text($"{{\"time\":\"{1 + (1_000L * i) + step.Item2}\",\"type\":\"{step.Item1}\",")
            + Text($"\"collection_id\":\"{380_000_000_000L + i}\",\"priority\":\"200\",\"instance_index\":\"0\",")
            + "\"machine_id\":\"21391290\",\"resource_request\":{\"cpus\":0.02044677734375,"
            + "\"memory\":0.01251220703125}}"));

    private static string Date(int seconds) => DateTime.UnixEpoch.AddSeconds(1_591_728_061L + seconds)
        .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static ReaderLoad One(string format, string header, Func<int, string> row) =>
        new(format, new ReaderTable(format + ".csv", header, 1, row));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
