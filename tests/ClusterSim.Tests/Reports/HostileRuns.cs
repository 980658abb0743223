using ClusterSim.Behavior.Rules;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Reports;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Reports;

/// <summary>
/// Two runs whose trace, platform, users, applications and jobs are named like scripts and markup, with more load than
/// the four nodes take, idle GPUs that a rule finds, and one job that fits nowhere.
/// </summary>
internal static class HostileRuns
{
    public const string Script = "<script>window.injected=1</script>";
    public const string Image = "\"><img src=x onerror=window.injected=2>";
    public const string Closing = "</script><script>window.injected=3</script>";

    public static Platform Platform { get; } = new()
    {
        Name = Image,
        Nodes = [.. Enumerable.Range(0, 4).Select(i => new Node
        {
            Name = $"{Closing}{i}", Gpus = 4, CpuMilli = 32_000, GpuModel = "X", BaseWatts = 300,
        })],
        GpuModels = [new GpuModel { Name = "X", IdleWatts = 50, MaxWatts = 300, PricePerHour = 2 }],
    };

    public static void Write(string folder)
    {
        Workload workload = Workload();
        foreach (ISchedulingPolicy policy in new[] { Policies.Fifo(), Policies.FifoSkip() })
        {
            using ResultWriter writer = new(Path.Combine(folder, policy.Name), workload, Platform);
            SimulationOptions options = new() { Seed = 3,
                Rules = [CreRules.Load(Repository.Path("experiments/rules"))] };
            writer.Finish(Simulation.Run(workload, Platform, policy, options, writer));
        }
    }

    private static Workload Workload() => new(
        [.. Enumerable.Range(0, 120).Select(Job), Giant()],
        new WorkloadSource { Name = Script, Format = "memory", Transformations = [Image] });

    private static Job Job(int i) => new()
    {
        Id = $"{i}{Script}",
        SubmitTime = SimTime.FromSeconds(i * 300),
        Request = new JobRequest
        {
            User = $"user-{i % 3}{Image}",
            Application = Closing,
            Walltime = TimeSpan.FromHours(6),
            PerInstance = new ResourceVector(CpuMilli: 2000, Gpus: 1 + (i % 4), GpuMilli: i % 4 == 0 ? 500 : 1000),
        },
        Profile = new JobProfile
        {
            RunTime = TimeSpan.FromMinutes(40 + (i * 7 % 90)),
            Phases = [new(TimeSpan.Zero, 900, PhaseKind.Compute), new(TimeSpan.FromMinutes(20), 0, PhaseKind.Idle)],
        },
    };

    private static Job Giant() => new()
    {
        Id = Closing,
        SubmitTime = SimTime.FromSeconds(5),
        Request = new JobRequest { User = Script, PerInstance = new ResourceVector(Gpus: 16) },
        Profile = new JobProfile { RunTime = TimeSpan.FromHours(1) },
    };
}
