using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Reports;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Reports;

/// <summary>
/// One node with two GPUs and three jobs under fifo, worked out by hand:
/// a (0.46 GPU) runs 0 to 10; b (2 GPUs, submitted at 1) cannot fit beside a and runs 10 to 40, at 50 % in its first
/// 10 s and 100 % after; c (1 GPU, submitted at 2.0000001) waits behind b and runs 40 to 45.5.
/// </summary>
internal static class SmallRun
{
    public static Workload Workload { get; } = new(
        [
            Job("a", 0, 0, gpuMilli: 460, gpus: 1, run: 10),
            Job("b", 1, 0, gpuMilli: 1000, gpus: 2, run: 30,
                new UtilizationPhase(TimeSpan.Zero, 500, PhaseKind.DataLoading),
                new UtilizationPhase(TimeSpan.FromSeconds(10), 1000, PhaseKind.Compute)),
            Job("c", 2, 1, gpuMilli: 1000, gpus: 1, run: 5.5),
        ],
        new WorkloadSource { Name = "small", Format = "memory", Checksum = "abc", Transformations = ["kept all"] });

    public static Platform Platform { get; } = new()
    {
        Name = "one-node",
        Nodes = [new Node { Name = "n0", Gpus = 2, CpuMilli = 4000, GpuModel = "X", BaseWatts = 100 }],
        GpuModels = [new GpuModel { Name = "X", IdleWatts = 50, MaxWatts = 250 }],
    };

    public static RunResult Write(
        string folder, ResultTables tables = ResultTables.Standard, bool events = false)
    {
        using ResultWriter writer = new(folder, Workload, Platform, tables, events);
        RunResult result = Simulation.Run(
            Workload, Platform, Policies.Fifo(), new SimulationOptions { Seed = 7 }, writer);
        writer.Finish(result);
        return result;
    }

    private static Job Job(
        string id, int submit, long ticks, int gpuMilli, int gpus, double run, params UtilizationPhase[] phases) =>
            new()
    {
        Id = id,
        SubmitTime = new SimTime((submit * TimeSpan.TicksPerSecond) + ticks),
        Request = new JobRequest { User = "u,1",
            PerInstance = new ResourceVector(CpuMilli: 500, Gpus: gpus, GpuMilli: gpuMilli) },
        Profile = new JobProfile { RunTime = SimTime.Length(run), Phases = [.. phases] },
    };
}
