using System.Text;
using ClusterSim.Randomness;
using ClusterSim.Traces;

namespace ClusterSim.Tests.Traces;

/// <summary>
/// Whatever is done to a trace, it is either read with every row accounted for or refused with the one exception of
/// this stage; nothing else may come out.
/// </summary>
public class TraceMutationTests
{
    private const int Mutants = 400;

    private static readonly string[] s_nasty =
    [
        "", "-1", "0", "NaN", "1e308", "-0", "99999999999999999999", "9223372036854775807", "2147483648", "\"", "\"\"",
            ",",
        "\n", "\r", ";", "é", "\0", "|", "\\", " ", "0.0000000000001", "100000000000",
    ];

    private static readonly Dictionary<string, string> s_samples = new()
    {
        ["swf"] = "; MaxProcs: 8\n; UnixStartTime: 1\n7 100 20 300 4 -1 -1 6 600 2048 1 3 9 5 2 1 -1 -1\n"
            + "8 101 0 30 -1 -1 -1 -1 6 -1 5 3 9 5 2 1 -1 -1\n",
        ["alibaba-gpu-v2025"] = "instance_sn,role,app_name,cpu_request,cpu_limit,gpu_request,gpu_limit,rdma_request,"
            + "rdma_limit,memory_request,memory_limit,disk_request,disk_limit,max_instance_per_node,creation_time,"
            + "scheduled_time,deletion_time\ni0,HN,a,12,12,1,1,25,25,120.0,120.0,640.5,800.0,8,,,\n"
            + "i1,CN,b,2,2,0,0,1,1,8,8,10,10,-1,10.0,20.0,100.25\n",
        ["openb"] = "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,"
            + "scheduled_time\np0,6000,12288,1,460,P100|T4,LS,Succeeded,10,100,12.5\np1,8,1,2,1000,,BE,Pending,3,4,\n",
        ["philly"] = "timestamp,duration,num_gpus,gpu_time,cluster\n2017-10-09 07:01:55,66.5,4,266.0,vc1\n"
            + "2017-10-08 07:01:55,10,1,10,vc2\n",
        ["helios"] = "job_id,user,vc,gpu_num,cpu_num,node_num,state,submit_time,start_time,end_time,duration,queue\n"
            + "1,u,v,4,16,1,FAILED,2020-06-09 18:41:27,2020-06-09 18:41:28,2020-06-09 18:45:36,248,1\n"
            + "2,u,v,0,3,2,CANCELLED,2020-06-09 18:41:28,2020-06-09 18:41:28,2020-06-17 14:15:21,675233,0\n",
        ["acme"] = "job_id,user,node_num,gpu_num,cpu_num,mem_per_pod_GB,shared_mem_per_pod,type,state,submit_time,"
            + "start_time,end_time,fail_time,stop_time,duration,queue,gpu_time\nd,u,8,64,960,1000,100.0,Other,FAILED,"
            + "2023-05-17 11:00:58+00:00,2023-05-17 11:01:08+00:00,2023-05-17 11:01:16+00:00,,,18,10.0,1152.0\n",
        ["lucid"] = "job_id,user,vc,jobname,gpu_num,cpu_num,state,submit_time,duration,gpu_util\n"
            + "1,u,p,j0,1,4,COMPLETED,2017-10-01 00:05:41,53,87.5\n2,u,p,j,2,7,Pass,2017-10-01 00:05:40,3,\n",
        ["tiresias"] = "job_id,num_gpu,submit_time,iterations,model_name,duration,interval\n"
            + "0,1,0,606,vgg19,164,30\n1,8,30,133,vgg11,147,23\n",
        ["muri"] = "job_id,num_gpu,submit_time,iterations,model_name,batch_size,duration,interval,iteration_time,"
            + "resource_time_0,resource_time_1,resource_time_2,priority\n"
            + "0,8,0,10956,gpt2,4,5095000,91000,437,0.6,419,49,0\n1,8,1534000,1463,v,16,281000,28000,214,82,75,66,1\n",
        ["gavel"] = "A3C\tpython3 a\tdir\t-n\t1\t14775\t1\t1\t-1.000000\t0\n"
            + "A3C\tpython3 b\tdir\t--num_steps\t1\t110550\t1\t1\t-1.000000\t7.5\n",
        ["pollux"] = "name,time,application,num_replicas,batch_size\ncifar10-0,107,cifar10,6,2048\n"
            + "ncf-2,135.25,ncf,1,32768\n",
        ["mit-supercloud"] = SupercloudReaderTests.Header + "\n1.0,7.0,2625,4.0,6.0,1,['r9-n9'],20,0,0,,0,0,xeon-g6,4,"
            + "9e+18,normal,10239,3,4294967295,1609535912,1609535912,1609808470,1609808777,0,0,"
            + "\"1=20,2=170000,4=1,5=20,1002=2\",\"1=20,2=170000,4=1,5=20\",OTHER,a,b,c,d,307.0,209.0,1e-5,0.03,\n",
        ["google-2019"] = """
            {"time":"1000000","type":"0","collection_id":"7","priority":"200","instance_index":"0","machine_id":"0",
            "resource_request":{"cpus":0.25,"memory":0.125}}
            {"time":"2000000","type":"3","collection_id":"7","instance_index":"0","resource_request":null}
            {"time":"9000000","type":"6","collection_id":"7","instance_index":"0"}
            {"time":"0","type":"3","collection_id":"8","instance_index":"3","start_after_collection_ids":["5"]}
            """,
        ["sacct"] = "JobID|JobName|User|Partition|Priority|State|Submit|Start|End|Elapsed|Timelimit|NNodes|AllocTRES|"
            + "ReqTRES\n1_4|a|u|p|5|CANCELLED by 1000|2025-01-01T10:00:00|2025-01-01T10:00:05|2025-01-01T11:00:05|"
            + "01:00:00|1-00:00:00|2|billing=8,cpu=8,gres/gpu:a100=4,gres/gpu=4,mem=64G,node=2|cpu=8,mem=64G,node=2\n"
            + "2.batch|b||||COMPLETED|2025-01-01T10:00:00|2025-01-01T10:00:05|2025-01-01T11:00:05|01:00:00||1|cpu=1|\n"
            + "3|b|u|p|5|RUNNING|2025-01-01T10:00:00|2025-01-01T10:00:05|Unknown|30:00|UNLIMITED|1|cpu=1|cpu=1\n",
        ["batsim"] = """
            {"nb_res":4,"jobs":[{"id":"a","subtime":1,"walltime":9,"res":2,"profile":"d"},
            {"id":2,"subtime":1.5,"res":1,"profile":"s"},
            {"id":3,"subtime":2,"res":1,"profile":"p"}],
            "profiles":{"d":{"type":"delay","delay":5},"p":{"type":"parallel","cpu":[1,2]},
            "s":{"type":"composed","repeat":2,"seq":["d","d"]}}}
            """,
        ["pai-tables"] = "a,ia,u1,Terminated,100.0,500.0\nb,ib,u2,Running,200.0,\n",
        ["pai-list"] = "job_id,user,submit_time,duration,num_gpu,num_cpu,num_inst,gpu_type,user_dur,wait_time\n"
            + "1,u0,0,40750,1.5,16.0,1,MISC,3006.21,9\n2,u0,17156,31053,0.32,1.0,2,T4,,0.5\n",
        ["gaia-hours"] = "arrival_time,length,cpus\n0.0,25.408055555555556,1\n0.5769444444444503,25.1294444444,3\n",
        ["gaia-seconds"] = "arrival_time,length,cpus\n0.0,6302.0,1\n68.0,1000.0,1\n",
        ["alibaba-spot-v2026"] = "job_name,organization,gpu_model,cpu_request,gpu_request,worker_num,submit_time,"
            + "duration,job_type\n239255,13,A10,20,1,1,0,2764799,HP\n437260,57,A100-SXM4-80GB,15,1,16,9589663,4,Spot\n",
        ["alibaba-v2018"] = "M1,10,j_1,1,Terminated,86400,86500,100.0,0.39\nR2_1,1,j_1,1,Running,86501,0,50,101\n"
            + "task_x,1,j_2,12,Waiting,0,0,,\n",
        ["cloudsimpy"] = ",submit_time,duration,cpu,memory,job_id,task_id,instances_num,disk\n"
            + "0,539,116.38162544169612,1.0,0.005404705821447985,1,1,283,0\n1,7448,73.5,0.5,0.0078,9,23,67,0\n",
        ["csv"] = "t;s;e;g;m\n1;2;3;0.5;4\n2;3;4;1;\n",
        ["clustersim-jobs"] = string.Join(',', NormalForm.Columns)
            + "\na,0,2,1,1,500,5,6,7,9,V|T,r,3,u,\"a,b\",q,-4,10,false,failed,1,0.5,0:50:idle|5:9:compute,1,,true\n",
    };

    private const string PaiTasks =
        "a,tensorflow,1.0,Terminated,130.0,490.0,600.0,29.296875,50.0,MISC\nb,ps,2,Running,250.0,,600,16,,\n";

    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [TestCaseSource(nameof(Formats))]
    public void AMutantIsReadOrRefusedInOneSentence(string format)
    {
        _files.Write("pai_task_table.csv", PaiTasks);
        _files.Write("map.yaml", """
            columns: { submit_time: t, start_time: s, end_time: e, gpus: g, memory: { column: m, default: 1 } }
            separator: ";"
            """);
        _files.Write("throughputs.json", """{ "v100": { "('A3C', 1)": { "null": 4 } } }""");
        ReadMutants(format, s_samples[format], mutant => Trace.Open(_files.Write(format, mutant), format).Report);
    }

    [TestCase("pai_task_table.csv", PaiTasks)]
    [TestCase("pai_instance_table.csv",
        "a,tensorflow,n,w,ia,Terminated,130.0,490.0,m\nb,ps,n,w,ib,Running,250.0,,m\n")]
    [TestCase("pai_sensor_table.csv", "a,tensorflow,w,ia,m,g,140.1,16.06,1,2,1,2,1,1,1,1\n")]
    [TestCase("pai_group_tag_table.csv", "ia,u1,V100,g,nmt\nib,u2,,g,\n")]
    public void AMutantBesideTheNamedTableIsReadOrRefusedInOneSentence(string file, string sample)
    {
        using TraceFiles folder = new();
        folder.Write("pai_job_table.csv", s_samples["pai-tables"]);
        folder.Write("pai_task_table.csv", PaiTasks);
        ReadMutants(file, sample, mutant =>
        {
            folder.Write(file, mutant);
            return Trace.Open(folder.Folder).Report;
        });
    }

    private static void ReadMutants(string file, string sample, Func<byte[], TraceReport> open)
    {
        RandomStream random = new(20_261_121, "mutants of " + file);
        int read = 0, refused = 0;
        for (int i = 0; i < Mutants; i++)
        {
            byte[] mutant = Mutate(Encoding.UTF8.GetBytes(sample), random);
            try
            {
                TraceReport report = open(mutant);
                Assert.That(report.Notes.Where(note => note.Kind == TraceNoteKind.LeftOut).Sum(note => note.Count),
                    Is.EqualTo(report.RowsLeftOut));
                read++;
            }
            catch (TraceFormatException error)
            {
                Assert.That(error.Message, Does.Contain(file), "the message names the file");
                refused++;
            }
            catch (Exception error)
            {
                Assert.Fail($"{error.GetType().Name}: "
                    + $"{error.Message}\n{Encoding.UTF8.GetString(mutant)}\n{error.StackTrace}");
            }
        }

        Assert.That(Math.Min(read, refused), Is.GreaterThan(Mutants / 40), "both outcomes are exercised");
    }

    [TestCaseSource(nameof(Samples))]
    public void TheSamplesThemselvesAreRecognised(string format)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_files.Folder, "samples")).FullName;
        _files.Write("samples/pai_task_table.csv", PaiTasks);
        string path = Path.Combine(folder, "sample");
        File.WriteAllText(path, s_samples[format]);

        Assert.That(Trace.Open(path).Format.Name, Is.EqualTo(format));
    }

    private static IEnumerable<string> Formats() => s_samples.Keys;

    private static IEnumerable<string> Samples() => s_samples.Keys.Where(format => format != "csv");

    private static byte[] Mutate(byte[] bytes, RandomStream random)
    {
        List<byte> mutant = [.. bytes];
        for (int changes = 1 + random.NextInt(3); changes > 0 && mutant.Count > 0; changes--)
        {
            int at = random.NextInt(mutant.Count), length = Math.Min(mutant.Count - at, random.NextInt(6));
            switch (random.NextInt(4))
            {
                case 0:
                    mutant.RemoveRange(at, length);
                    break;
                case 1:
                    mutant[at] = (byte)random.NextInt(256);
                    break;
                case 2:
                    ReplaceField(mutant, at, s_nasty[random.NextInt(s_nasty.Length)]);
                    break;
                default:
                    mutant.InsertRange(at, Encoding.UTF8.GetBytes(s_nasty[random.NextInt(s_nasty.Length)]));
                    break;
            }
        }

        return [.. mutant];
    }

    private static void ReplaceField(List<byte> mutant, int at, string text)
    {
        int start = at, end = at;
        while (start > 0 && mutant[start - 1] is not ((byte)',' or (byte)' ' or (byte)';' or (byte)'\n'))
        {
            start--;
        }

        while (end < mutant.Count && mutant[end] is not ((byte)',' or (byte)' ' or (byte)';' or (byte)'\n'))
        {
            end++;
        }

        mutant.RemoveRange(start, end - start);
        mutant.InsertRange(start, Encoding.UTF8.GetBytes(text));
    }
}
