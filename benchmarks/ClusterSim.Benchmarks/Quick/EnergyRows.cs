using System.Globalization;
using ClusterSim.Benchmarks.Loads;
using ClusterSim.Engine;
using ClusterSim.Engine.Power;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Workloads;

namespace ClusterSim.Benchmarks.Quick;

/// <summary>What accounting for power costs, against the same run without it.</summary>
internal static class EnergyRows
{
    private const int Jobs = 100_000;

    public static IEnumerable<QuickRow> Measure()
    {
        ClusterLoad load = new(Jobs, nodes: 125, gpusEach: 8);
        Workload workload = load.ToWorkload();
        Platform platform = WithWatts(load.Platform);
        SimulationOptions options = new() { Power = new PowerOptions { Pue = 1.3 } };
        foreach (string policy in new[] { "fifo-skip", "easy" })
        {
            Measurement[] cost = Measurement.OfEach(
                5,
                () => Simulation.Run(workload, platform, PolicyCatalog.Create(policy)),
                () => Simulation.Run(workload, platform, PolicyCatalog.Create(policy), options));
            double ratio = cost[1].Cpu / cost[0].Cpu;
            yield return new QuickRow(
                Text($"power accounts, {policy}, {Jobs:N0} jobs, 1,000 GPUs"),
                Text($"bare {cost[0].Cpu.TotalMilliseconds:0} ms, {cost[0].AllocatedBytes / 1e6:0.0} MB"),
                Text($"{cost[1].Cpu.TotalMilliseconds:0} ms, {cost[1].AllocatedBytes / 1e6:0.0} MB"),
                ratio,
                "ratio <= 2.5",
                ratio <= 2.5);
        }
    }

    private static Platform WithWatts(Platform plain) => plain with
    {
        Nodes = [.. plain.Nodes.Select(node => node with { GpuModel = "A100", BaseWatts = 1000 })],
        GpuModels = [new GpuModel { Name = "A100", IdleWatts = 62, MaxWatts = 400 }],
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
