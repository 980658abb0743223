using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Runner.Tests;

/// <summary>Tiny traces.</summary>
internal static class Traces
{
    /// <summary>Three jobs of 2, 4 and 1 GPUs that run 100 s each, without walltimes.</summary>
    public static string Small(TemporaryFolder folder, string name = "small.csv")
    {
        if (!File.Exists(folder[name]))
        {
            NormalForm.Write(new Workload([Make("a", 0, 2), Make("b", 10, 4), Make("c", 20, 1)]), folder[name]);
        }

        return folder[name];
    }

    private static Job Make(string id, double submit, int gpus) => new()
    {
        Id = id,
        SubmitTime = SimTime.FromSeconds(submit),
        Request = new JobRequest { PerInstance = new ResourceVector(Gpus: gpus) },
        Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(100) },
    };
}
