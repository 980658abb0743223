using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Benchmarks.Loads;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Traces;
using ClusterSim.Traces.Colocation;
using ClusterSim.Workloads;

namespace ClusterSim.Benchmarks.Quick;

/// <summary>What policies cost that put several jobs on one GPU, against fifo on the same trace.</summary>
internal static class SharingRows
{
    private static readonly string[] Names = ["lucid", "gandiva", "antman", "horus"];

    public static IEnumerable<QuickRow> Measure()
    {
        string? trace = SharedTraces.Find("peers/inputs/tiresias_philly5k.csv.gz");
        string? measured = SharedTraces.Find("lucid/single_data.csv");
        if (trace is null || measured is null)
        {
            yield break;
        }

        ImmutableArray<JobSignature> mix = SignatureFile.Read(measured);
        Workload workload = Trace.Open(trace).ToWorkload().WithEstimates(EstimateSource.Exact, 1)
            .WithSignatures(mix, "Lucid");
        Platform platform = Platform.Load("gpus:40x8");
        SimulationOptions options = new() { Interference = new UtilizationInterference() };
        foreach (string name in Names)
        {
            Measurement[] cost = Measurement.OfEach(
                5,
                () => Simulation.Run(workload, platform, PolicyCatalog.Create("fifo")),
                () => Simulation.Run(workload, platform, PolicyCatalog.Create(name), options));
            yield return new QuickRow(
                Text($"{name}, {workload.Jobs.Length:N0} Philly jobs, 320 GPUs"),
                Text($"fifo {cost[0].Cpu.TotalMilliseconds:0} ms, {cost[0].AllocatedBytes / 1e6:0.0} MB"),
                Text($"{cost[1].Cpu.TotalMilliseconds:0} ms, {cost[1].AllocatedBytes / 1e6:0.0} MB"),
                cost[1].Cpu / cost[0].Cpu,
                "",
                true);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
