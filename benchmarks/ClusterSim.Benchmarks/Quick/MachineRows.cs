using System.Globalization;
using ClusterSim.Benchmarks.Loads;
using ClusterSim.Engine;
using ClusterSim.Engine.Failures;
using ClusterSim.Engine.Power;
using ClusterSim.Platforms;
using ClusterSim.Platforms.Topology;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Signals;
using ClusterSim.Workloads;

namespace ClusterSim.Benchmarks.Quick;

/// <summary>
/// What the whole machine costs against a bare run of the same jobs: links that jobs share, power accounts, an hourly
/// carbon intensity and an hourly price of electricity; then failures besides. All jobs of several GPUs communicate.
/// Gangs ask for whole nodes as far as they can; the last row has gangs of single GPUs wherever one is free, so that
/// some forty jobs run at another pace after each start and each end of one.
/// </summary>
internal static class MachineRows
{
    private const int Jobs = 100_000, Nodes = 128, GpusEach = 8, Rounds = 7, DaysOfSignals = 365;
    private const double GoalRatio = 2.5, Load = 0.8;
    private const string AllOn = "network, power, carbon, price";

    public static IEnumerable<QuickRow> Measure()
    {
        Workload gangs = LoadOf(GpusEach), scattered = LoadOf(1);
        Platform linked = Linked(node => node), described = Linked(WithInside);
        foreach (string policy in new[] { "fifo-skip", "easy" })
        {
            yield return Row(policy, AllOn, gangs, linked, Machine(), Rounds, GoalRatio);
            yield return Row(policy, AllOn + ", failures", gangs, linked, WithFailures(), Rounds, GoalRatio);
            yield return Row(
                policy, AllOn + ", NVLink and PCIe described", gangs, described, Machine(), Rounds, GoalRatio);
        }

        yield return Row("fifo-skip", AllOn + ", gangs scattered", scattered, linked, Machine(), 1, null);
    }

    private static QuickRow Row(
        string policy, string what, Workload bare, Platform machine, SimulationOptions options, int rounds,
        double? goal)
    {
        Platform plain = Platform.Load(Text($"gpus:{Nodes}x{GpusEach}"));
        Workload sending = bare.WithCommunication(CommunicationModels.All);
        RunResult small = Run(bare, plain, policy, new()), whole = Run(sending, machine, policy, options);
        Measurement[] cost = Measurement.MedianOfEach(
            rounds, () => Run(bare, plain, policy, new()), () => Run(sending, machine, policy, options));
        double ratio = cost[1].Cpu / cost[0].Cpu;
        return new QuickRow(
            Text($"{what}, {policy}, {Jobs:N0} jobs, {Nodes} nodes with {GpusEach} GPUs, median"),
            Text($"bare {Cost(cost[0], small)}"),
            Cost(cost[1], whole),
            ratio,
            goal is { } most ? Text($"ratio <= {most}") : "",
            !(ratio > goal));
    }

    private static RunResult Run(Workload workload, Platform platform, string policy, SimulationOptions options) =>
        Simulation.Run(workload, platform, PolicyCatalog.Create(policy), options);

    private static string Cost(Measurement cost, RunResult run) =>
        Text($"{cost.Cpu.TotalMilliseconds:0} ms, {cost.AllocatedBytes / (double)run.Events:0} B/event");

    private static Workload LoadOf(int gpusPerInstance) =>
        new ClusterLoad(Jobs, Nodes, GpusEach) { Load = Load, GpusPerInstance = gpusPerInstance }.ToWorkload();

    private static SimulationOptions Machine() => new()
    {
        Power = new PowerOptions { Pue = 1.3, NetworkWattsPerNode = 25 },
        Signals = new RunSignals
        {
            Carbon = SyntheticSignal.Generate("solar", DaysOfSignals, seed: 1),
            EnergyPrice = SyntheticSignal.Generate("market", DaysOfSignals, seed: 1),
            Clock = new SignalClock(new DateTimeOffset(2023, 1, 2, 0, 0, 0, TimeSpan.Zero)),
        },
    };

    // Some ten times as often as machines really fail, so that the run of eight days meets a few hundred failures.
    private static SimulationOptions WithFailures() => Machine() with
    {
        Failures = new FailureModel(TimeSpan.FromDays(15), TimeSpan.FromHours(12)),
        Faults = new FaultOptions { Gpus = new FailureModel(TimeSpan.FromDays(50), TimeSpan.FromDays(1)) },
        Overheads = new Overheads
        {
            CheckpointRule = CheckpointRule.Daly, PeriodicCheckpoint = TimeSpan.FromMinutes(1),
        },
    };

    private static Platform Linked(Func<Node, Node> change)
    {
        Platform plain = Platform.Load(Text($"gpus:{Nodes}x{GpusEach}@fat-tree:16x4:4"));
        return plain with
        {
            Nodes = [.. plain.Nodes.Select(node => change(node with { GpuModel = "A100", BaseWatts = 1000 }))],
            GpuModels = [new GpuModel { Name = "A100", IdleWatts = 62, MaxWatts = 400 }],
        };
    }

    private static Node WithInside(Node node) => node with
    {
        RdmaNics = 4,
        NicGbps = 200,
        Inside = new NodeInside
        {
            IslandGpus = GpusEach, NvlinkGbps = 2400, SwitchGpus = 2, PcieGbps = 256, Sockets = 2,
        },
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
