using System.Collections.Immutable;
using System.Text;
using ClusterSim.Tests.Fuzzing;
using ClusterSim.Traces;
using ClusterSim.Traces.Telemetry;

namespace ClusterSim.Tests.Traces.Telemetry;

/// <summary>No telemetry, however damaged, may crash or hang a reader, and every error says where it is.</summary>
[Category("Fuzzing")]
public class TelemetryFuzzTests
{
    private const string Pods = "value,timestamp_anon,container_ip\n0.5,1000,a\n0.25,1057,a\n0.5,1057,b\n0.9,9000,a\n";

    private static readonly ImmutableArray<FuzzSeed> s_seeds =
    [
        Seed("genai-gpu-duty-cycle", Pods),
        Seed("genai-gpu-memory", Pods),
        Seed("genai-memory", Pods),
        Seed("pai-sensors", "j,worker,w1,x1,m1,/dev/nvidia0,150.0,10.0,1.5,14.6,1.25,2.5,1,1,1,1\n"),
        Seed("mit-supercloud-gpu", """
            timestamp,gpu_index,utilization_gpu_pct,memory_used_MiB,temperature_gpu,power_draw_W
            1000.0,0,90,1000,60,200
            1000.0,1,0,0,30,50
            """),
        Seed("mit-supercloud-cpu", """
            Step,Node,Series,ElapsedTime,EpochTime,CPUFrequency,CPUTime,CPUUtilization,RSS,VMSize,Pages,ReadMB,WriteMB
            batch,n1,0,0,1000,2000,1,150,1000000,1,0,0,0
            0,n1,0,0,1000,2000,1,50,500000,1,0,0,0
            """),
        Seed("prometheus", """
            {"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"DCGM_FI_DEV_GPU_UTIL",
            "gpu":"0","exported_pod":"a"},"values":[[1000,"50"],[1060,"NaN"]]},{"metric":{"__name__":
            "container_cpu_usage_seconds_total","pod":"a","container":"x"},"values":[[1000,"0"],[1060,"120"]]}]}}
            """),
    ];

    [Test]
    public void DamagedTelemetryIsReadOrRefusedWithItsPlace()
    {
        Assert.That(s_seeds.Select(seed => seed.Format), Is.EquivalentTo(TelemetryFormats.All.Select(f => f.Name)));
        (IEnumerable<string> faults, int done) = new Fuzzer(
            "telemetry", s_seeds, (path, format) => TelemetryTrace.Open(path, format).Replay(new RecordedEvents()),
            (error, path) => error is TraceFormatException && error.Message.Contains(path, StringComparison.Ordinal))
            .Run(int.MaxValue, TimeSpan.FromSeconds(4));
        TestContext.Out.WriteLine($"{done} inputs");
        Assert.That(faults, Is.Empty);
    }

    private static FuzzSeed Seed(string format, string content) =>
        new(format, format, Encoding.UTF8.GetBytes(content.ReplaceLineEndings("\n")));
}
