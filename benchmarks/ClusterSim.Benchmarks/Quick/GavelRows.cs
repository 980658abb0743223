using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Benchmarks.Loads;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Benchmarks.Quick;

/// <summary>
/// Gavel: what an allocation costs, a linear program over jobs and GPU models, and whole runs of its own trace against
/// fifo on the same jobs.
/// </summary>
internal static class GavelRows
{
    private const string TraceFile = "gavel/traces/physical_cluster/max_min_fairness.trace",
        Speeds = "gavel/physical_cluster_throughputs.json.gz";

    private const double BytesPerMegabyte = 1e6;

    private static readonly ImmutableArray<(string Model, int Gpus)> s_models = [("v100", 6), ("p100", 6), ("k80", 6)];

    public static IEnumerable<QuickRow> Measure()
    {
        foreach (int jobs in new[] { 16, 32, 64, 128 })
        {
            yield return Round(jobs);
        }

        if (SharedTraces.Find(TraceFile) is not { } trace || SharedTraces.Find(Speeds) is not { } speeds)
        {
            yield break;
        }

        Workload workload = Trace.Open(trace, "gavel:" + speeds).ToWorkload();
        foreach (string policy in new[] { "max-min", "finish-time", "makespan", "fifo" })
        {
            yield return Whole(workload, policy);
        }
    }

    // All jobs are there from the beginning and ask one GPU; after each round of 360 s one of them has ended.
    private static QuickRow Round(int count)
    {
        Workload workload = new(Enumerable.Range(0, count).Select(i => JobOf(i, count)));
        RunResult? result = null;
        Measurement[] cost = Measurement.OfEach(
            3,
            () => Simulation.Run(workload, Cluster(), Policies.FifoSkip()),
            () => result = Simulation.Run(workload, Cluster(), PolicyCatalog.Create("gavel")));
        double milliseconds = cost[1].Cpu.TotalMilliseconds / result!.Passes;
        double kilobytes = cost[1].AllocatedBytes / 1e3 / result.Passes;
        return new QuickRow(
            Text($"gavel, a pass with up to {count} jobs on {s_models.Length} GPU models, max-min"),
            Text($"fifo-skip, whole run {cost[0].Cpu.TotalMilliseconds:0.00} ms"),
            Text($"{milliseconds:0.00} ms, {kilobytes:0} kB a pass; {result.Passes} passes"),
            cost[1].Cpu / cost[0].Cpu,
            "",
            true);
    }

    private static QuickRow Whole(Workload workload, string policy)
    {
        Dictionary<string, string> options = new() { ["policy"] = policy };
        Measurement[] cost = Measurement.OfEach(
            3,
            () => Simulation.Run(workload, Cluster(), Policies.Fifo()),
            () => Simulation.Run(workload, Cluster(), PolicyCatalog.Create("gavel", options)));
        return new QuickRow(
            Text($"gavel, {policy}, {workload.Jobs.Length} jobs of max_min_fairness.trace, 18 GPUs"),
            Text($"fifo {cost[0].Cpu.TotalMilliseconds:0.0} ms, {cost[0].AllocatedBytes / BytesPerMegabyte:0.0} MB"),
            Text($"{cost[1].Cpu.TotalMilliseconds:0} ms, {cost[1].AllocatedBytes / BytesPerMegabyte:0.0} MB"),
            cost[1].Cpu / cost[0].Cpu,
            "",
            true);
    }

    private static Job JobOf(int i, int count)
    {
        ImmutableArray<GpuSpeed> speeds =
            [new("v100", 1), new("p100", 0.3 + (0.5 * i / count)), new("k80", 0.1 + (0.2 * (i % 7) / 7))];
        TimeSpan runTime = TimeSpan.FromMinutes(6 * (1 + i));
        return new Job
        {
            Id = Text($"j{i}"),
            SubmitTime = SimTime.Zero,
            Request = new JobRequest { PerInstance = new(Gpus: 1), GpuSpeeds = speeds, Walltime = runTime },
            Profile = new JobProfile { RunTime = runTime, GpuSpeeds = speeds },
        };
    }

    private static Platform Cluster() => new()
    {
        Name = "gavel",
        Nodes =
        [
            .. s_models.Select(model => new Node
            {
                Name = model.Model, Gpus = model.Gpus, GpuModel = model.Model, CpuLimited = false,
            }),
        ],
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
