using System.Globalization;
using ClusterSim.Benchmarks.Loads;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Benchmarks.Quick;

/// <summary>
/// Tiresias against fifo on the same jobs: 5,000 jobs of Philly, where the authors' simulator takes 7.3 s for dlas-gpu,
/// and 100,000 generated ones.
/// </summary>
internal static class TiresiasRows
{
    private const int Jobs = 100_000;
    private const double GoalSeconds = 0.05, GoalOfManySeconds = 3;
    private const double BytesPerMegabyte = 1e6;

    private static readonly (string Name, Func<ISchedulingPolicy> Make)[] s_policies =
    [
        ("tiresias", () => Policies.Tiresias()),
        ("tiresias, artefact", () => Policies.Tiresias(new() { Variant = PolicyVariant.Artefact })),
        ("tiresias-gittins", () => Policies.Tiresias(new() { Gittins = new() })),
    ];

    public static IEnumerable<QuickRow> Measure()
    {
        if (SharedTraces.Find("peers/inputs/tiresias_philly5k.csv.gz") is { } path)
        {
            Workload philly = Trace.Open(path).ToWorkload();
            Platform pool = Platform.Load("gpus:480");
            foreach (QuickRow row in Rows("5,000 jobs of Philly, 480 GPUs", philly, pool, 5, GoalSeconds))
            {
                yield return row;
            }
        }

        ClusterLoad load = new(Jobs, nodes: 60, gpusEach: 8);
        Workload generated = load.ToWorkload();
        string what = Text($"{Jobs:N0} generated jobs, 60 nodes with 8 GPUs");
        foreach (QuickRow row in Rows(what, generated, load.Platform, 1, GoalOfManySeconds))
        {
            yield return row;
        }
    }

    private static IEnumerable<QuickRow> Rows(
        string what, Workload workload, Platform platform, int rounds, double goalSeconds)
    {
        foreach ((string name, Func<ISchedulingPolicy> make) in s_policies)
        {
            Measurement[] cost = Measurement.OfEach(
                rounds,
                () => Simulation.Run(workload, platform, Policies.Fifo()),
                () => Simulation.Run(workload, platform, make()));
            double seconds = cost[1].Cpu.TotalSeconds;
            yield return new QuickRow(
                $"{name}, {what}",
                Text($"fifo {cost[0].Cpu.TotalSeconds:0.000} s, {cost[0].AllocatedBytes / BytesPerMegabyte:0} MB"),
                Text($"{seconds:0.000} s, {cost[1].AllocatedBytes / BytesPerMegabyte:0} MB"),
                cost[1].Cpu / cost[0].Cpu,
                Text($"<= {goalSeconds} s"),
                seconds <= goalSeconds);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
