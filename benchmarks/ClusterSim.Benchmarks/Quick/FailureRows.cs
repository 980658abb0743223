using System.Globalization;
using ClusterSim.Benchmarks.Loads;
using ClusterSim.Engine;
using ClusterSim.Engine.Failures;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Benchmarks.Quick;

/// <summary>What failures of everything, with checkpoints and spot capacity, cost against a bare run.</summary>
internal static class FailureRows
{
    private const int Jobs = 100_000;

    public static IEnumerable<QuickRow> Measure()
    {
        Workload workload = new SlotQueue(Jobs, slots: 1_000).ToWorkload();
        Platform platform = WithRacks(Platform.Load("gpus:125x8"));
        TimeSpan length = Simulation.Run(workload, platform, Policies.Fifo()).EndTime - SimTime.Zero;
        SimulationOptions options = new()
        {
            Failures = new FailureModel(length / 10, length / 1000),
            Faults = new FaultOptions
            {
                Gpus = new FailureModel(length / 10, length / 1000),
                Domains = new FailureModel(length / 10, length / 1000),
                Spot = new SpotModel(length / 10, length / 1000) { Share = 0.2 },
                Retries = new RetryModel { MaxAttempts = 3 },
            },
            Overheads = new Overheads
            {
                CheckpointRule = CheckpointRule.Daly, PeriodicCheckpoint = TimeSpan.FromMilliseconds(100),
            },
        };
        RunResult run = Simulation.Run(workload, platform, Policies.Fifo(), options);
        int outages = run.Outages!.Value.Length, restarts = run.Jobs.Sum(job => job.Restarts);
        Measurement[] cost = Measurement.OfEach(
            5,
            () => Simulation.Run(workload, platform, Policies.Fifo()),
            () => Simulation.Run(workload, platform, Policies.Fifo(), options));
        double ratio = cost[1].Cpu / cost[0].Cpu;
        yield return new QuickRow(
            Text($"failures, {Jobs:N0} jobs, 1,000 GPUs, {outages:N0} outages of nodes, GPUs, racks and spot nodes, ")
                + Text($"{restarts:N0} restarts"),
            Text($"without {cost[0].Cpu.TotalMilliseconds:0} ms, {cost[0].AllocatedBytes / 1e6:0.0} MB"),
            Text($"{cost[1].Cpu.TotalMilliseconds:0} ms, {cost[1].AllocatedBytes / 1e6:0.0} MB"),
            ratio,
            "ratio <= 1.5",
            ratio <= 1.5);
    }

    private static Platform WithRacks(Platform platform) => platform with
    {
        Nodes = [.. platform.Nodes.Select((node, i) => node with { Tor = Text($"tor-{i / 25}") })],
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
