using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Workloads;

namespace ClusterSim.Benchmarks.Quick;

/// <summary>What links cost that jobs share, against the same jobs without.</summary>
internal static class NetworkRows
{
    private const int Jobs = 100_000;
    private const double GoalRatio = 2.5;

    public static IEnumerable<QuickRow> Measure()
    {
        GeneratedWorkload made = WorkloadGenerator.Generate(new GeneratorOptions
        {
            Jobs = Jobs,
            Arrivals = new ArrivalOptions { JobsPerHour = 120 },
            Behaviors = new BehaviorOptions { Profiles = false },
        });
        Workload bare = made.Workload;
        Workload sending = bare.WithCommunication(CommunicationModels.All);
        foreach (string network in new[] { "fat-tree:8x4:4", "rail-optimised:16:4", "torus:4x4x4" })
        {
            Platform plain = Platform.Load("gpus:64x8"), linked = Platform.Load("gpus:64x8@" + network);
            Measurement[] cost = Measurement.OfEach(
                3,
                () => Simulation.Run(bare, plain, Policies.FifoSkip()),
                () => Simulation.Run(sending, linked, Policies.FifoSkip()));
            double ratio = cost[1].Cpu / cost[0].Cpu;
            yield return new QuickRow(
                Text($"network {network}, {Jobs:N0} jobs, 64 nodes with 8 GPUs, fifo-skip"),
                Text($"without links {cost[0].Cpu.TotalMilliseconds:0} ms, {cost[0].AllocatedBytes / 1e6:0} MB"),
                Text($"{cost[1].Cpu.TotalMilliseconds:0} ms, {cost[1].AllocatedBytes / 1e6:0} MB"),
                ratio,
                Text($"ratio <= {GoalRatio}"),
                ratio <= GoalRatio);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
