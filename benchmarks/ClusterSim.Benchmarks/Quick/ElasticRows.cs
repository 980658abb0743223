using System.Globalization;
using ClusterSim.Benchmarks.Loads;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Traces.Training;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Benchmarks.Quick;

/// <summary>
/// Rounds of the schedulers of elastic training jobs: 160 jobs of Pollux's and of Sia's artefact, all there from the
/// beginning, on 64 GPUs.
/// </summary>
internal static class ElasticRows
{
    private const int Rounds = 20;
    private const double GoalMilliseconds = 50, BytesPerMegabyte = 1e6;

    public static IEnumerable<QuickRow> Measure()
    {
        if (SharedTraces.Find("pollux/sched/traces/bert/placements.csv") is not { } pollux
            || SharedTraces.Find("sia/traces/bert/placements-aws.csv") is not { } sia)
        {
            yield break;
        }

        string[] folders = [Folder(sia), Folder(pollux)];
        Workload jobs = AtOnce(SharedTraces.Find("pollux/simulator/workloads/workload-1.csv")!, folders[1]);
        Platform alike = Cluster(("t4", 16, 4)), mixed = Cluster(("aws", 6, 4), ("dgx-ext", 2, 8), ("rtx", 3, 8));
        Workload typed = AtOnce(SharedTraces.Find("sia/workloads/philly/workload-1.csv")!, folders);
        yield return Row("pollux", jobs, alike, GoalMilliseconds);
        yield return Row("optimus", jobs, alike, null, ("interval", "1m"));
        yield return Row("optimus-oracle", jobs, alike, null);
        yield return Row("sia", typed, mixed, null);
    }

    private static QuickRow Row(
        string name, Workload workload, Platform platform, double? goal, params (string Name, string Value)[] options)
    {
        var chosen = options.ToDictionary(option => option.Name, option => option.Value);
        SimulationOptions until = new() { Horizon = SimTime.Zero + TimeSpan.FromMinutes(Rounds) };
        Measurement[] cost = Measurement.OfEach(
            3,
            () => Simulation.Run(workload, platform, Policies.Fifo(), until),
            () => Simulation.Run(
                workload, platform, PolicyCatalog.Create(name, chosen), until));
        double round = (cost[1].Cpu - cost[0].Cpu).TotalMilliseconds / Rounds;
        return new QuickRow(
            Text($"{name}, {workload.Jobs.Length} jobs, 64 GPUs, {Rounds} rounds"),
            Text($"fifo {cost[0].Cpu.TotalMilliseconds:0.0} ms, {cost[0].AllocatedBytes / BytesPerMegabyte:0.0} MB"),
            Text($"{round:0.0} ms a round, {cost[1].AllocatedBytes / BytesPerMegabyte:0.0} MB"),
            cost[1].Cpu / cost[0].Cpu,
            goal is { } most ? Text($"<= {most:0} ms a round") : "",
            goal is null || round <= goal);
    }

    private static Workload AtOnce(string trace, params string[] measurements)
    {
        Workload workload = Trace.Open(trace).ToWorkload()
            .Training(TrainingMeasurements.Read(measurements), foreknowledge: true).Losses();
        return new Workload(workload.Jobs.Select(job => job with { SubmitTime = SimTime.Zero }), workload.Source);
    }

    private static Platform Cluster(params (string Model, int Nodes, int Gpus)[] types) => new()
    {
        Name = "elastic",
        Nodes =
        [
            .. types.SelectMany(type => Enumerable.Range(0, type.Nodes).Select(node => new Node
            {
                Name = $"{type.Model}-{node}", Gpus = type.Gpus, GpuModel = type.Model, CpuLimited = false,
            })),
        ],
    };

    private static string Folder(string file) => Path.GetDirectoryName(Path.GetDirectoryName(file)!)!;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
