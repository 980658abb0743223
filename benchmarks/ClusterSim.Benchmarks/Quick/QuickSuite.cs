using System.Globalization;
using ClusterSim.Benchmarks.Loads;
using ClusterSim.Engine;
using ClusterSim.Experiments;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Benchmarks.Quick;

/// <summary>The goals of the project, each with its baseline.</summary>
internal static class QuickSuite
{
    private const int Events = 1_000_000;
    private const double BytesPerMegabyte = 1e6,
        BytesPerGibibyte = 1L << 30;

    /// <summary>
    /// The benchmarks by name, in the order in which they are printed; the one that needs most memory is last.
    /// </summary>
    public static IReadOnlyList<(string Name, Func<IEnumerable<QuickRow>> Measure)> All { get; } =
    [
        ("kernel", Kernel),
        ("engine", Engine),
        ("easy", Easy),
        ("kth", Kth),
        ("ricc", Ricc),
        ("openb", Openb),
        ("v2025", V2025),
        ("pai", Pai),
        ("backlog", Backlogs),
        ("pass", LongQueue),
        ("swf", Swf),
        ("readers", Readers),
        ("tiresias", TiresiasRows.Measure),
        ("decision", DecisionRows.Measure),
        ("rules", RuleRows.Measure),
        ("parquet", ParquetRows.Measure),
        ("events", EventFileRows.Measure),
        ("detectors", DetectorRows.Measure),
        ("fgd", FragmentationRows.Measure),
        ("sharing", SharingRows.Measure),
        ("energy", EnergyRows.Measure),
        ("gavel", GavelRows.Measure),
        ("network", NetworkRows.Measure),
        ("failures", FailureRows.Measure),
        ("machine", MachineRows.Measure),
        ("elastic", ElasticRows.Measure),
        ("million", Million),
    ];

    private static IEnumerable<QuickRow> Kernel()
    {
        foreach (int pending in new[] { 100, 10_000, 1_000_000 })
        {
            HoldModel model = new(pending);
            Measurement[] cost = Measurement.OfEach(5, () => model.Bare(Events), () => model.Kernel(Events));
            long bytes = cost[1].AllocatedBytes;
            double ratio = cost[1].Cpu / cost[0].Cpu;
            yield return new QuickRow(
                Text($"event queue, hold model, {pending:N0} pending"),
                Text($"`PriorityQueue<int, double>` {Nanoseconds(cost[0], Events):0} ns/event"),
                Text($"{Nanoseconds(cost[1], Events):0} ns/event, {bytes / (double)Events:0.###} B/event"),
                ratio,
                "ratio <= 1.3, 0 B/event",
                ratio <= 1.3 && bytes < Events / 1000);
        }
    }

    private static IEnumerable<QuickRow> Engine()
    {
        const int Jobs = 300_000;
        SlotQueue queue = new(Jobs, slots: 1_000);
        Workload workload = queue.ToWorkload();
        Measurement[] cost = Measurement.OfEach(
            5,
            () => queue.BareLoop(),
            () => Simulation.Run(workload, queue.Platform, new FirstComeFirstServed()));
        double ratio = cost[1].Cpu / cost[0].Cpu;
        yield return new QuickRow(
            Text($"engine, {Jobs:N0} jobs of one GPU, 1,000 GPUs, first come, first served"),
            Text($"bare heap loop {Nanoseconds(cost[0], Jobs):0} ns/job"),
            Text($"{Nanoseconds(cost[1], Jobs):0} ns/job"),
            ratio,
            "ratio <= 3",
            ratio <= 3);
    }

    private static IEnumerable<QuickRow> Easy()
    {
        const int Jobs = 100_000;
        ClusterLoad load = new(Jobs, nodes: 64, gpusEach: 8);
        Workload workload = load.ToWorkload();
        yield return AgainstFifo(
            Text($"EASY, {Jobs:N0} jobs, 64 nodes with 8 GPUs"),
            workload,
            load.Platform,
            () => Policies.Easy(),
            rounds: 3,
            goalSeconds: 0.5);
        yield return AgainstFifo(
            Text($"EASY, {Jobs:N0} jobs, one pool of 512 GPUs"),
            workload,
            load.Pool,
            () => Policies.Easy(),
            rounds: 3,
            goalSeconds: 0.5);
    }

    private static IEnumerable<QuickRow> Kth() =>
        Real("pwa-swf/KTH-SP2-1996-2.1-cln.swf.gz", "cores:100", () => Policies.Easy(), rounds: 5, goalSeconds: 0.03);

    private static IEnumerable<QuickRow> Ricc() =>
        Real("pwa-swf/RICC-2010-2.swf.gz", "cores:8192", () => Policies.Easy(), rounds: 1, goalSeconds: 5)
            .Select(row => row with { Baseline = row.Baseline + "; RLScheduler 54 s for the first 100,000 jobs" });

    private static IEnumerable<QuickRow> Openb() =>
        Real(
            "alibaba-gpu-v2023/openb_pod_list_default.csv.gz",
            SharedTraces.InRepository("platforms/openb.yaml"),
            () => Policies.FifoSkip(),
            rounds: 5,
            goalSeconds: 0.1);

    private static IEnumerable<QuickRow> V2025() =>
        Real(
            "alibaba-gpu-v2025/disaggregated_DLRM_trace.csv.gz",
            SharedTraces.InRepository("platforms/v2025-disaggregated.yaml"),
            () => Policies.FifoSkip(),
            rounds: 5,
            goalSeconds: 0.1);

    private static IEnumerable<QuickRow> Pai()
    {
        // The machine of the simulator's own example, and its own time for the same jobs under its fifo.
        const double PeerSeconds = 166, GoalSeconds = 0.1;
        if (SharedTraces.Find("peers/inputs/pai20k.csv.gz") is not { } path)
        {
            yield break;
        }

        Platform platform = Platform.Load("gpus:1x6500+150930");
        Workload workload = WorkloadFilter.Apply(
            Trace.Open(path).ToWorkload(), ["read-as=pai-sim", "arrivals-per-minute=1000"], platform);
        Measurement[] cost = Measurement.OfEach(
            5, () => Simulation.Run(workload, platform, PolicyCatalog.Create("fifo-pai")));
        yield return new QuickRow(
            Text($"fifo-pai, {workload.Jobs.Length:N0} jobs of PAI, one pool of 6,500 GPUs"),
            Text($"the PAI simulator {PeerSeconds:0} s"),
            Text($"{cost[0].Cpu.TotalSeconds:0.000} s"),
            cost[0].Cpu.TotalSeconds / PeerSeconds,
            Text($"<= {GoalSeconds} s"),
            cost[0].Cpu.TotalSeconds <= GoalSeconds);
    }

    private static IEnumerable<QuickRow> Real(
        string trace,
        string platform,
        Func<ISchedulingPolicy> policy,
        int rounds,
        double goalSeconds)
    {
        if (SharedTraces.Find(trace) is { } path)
        {
            Workload workload = Trace.Open(path).ToWorkload();
            string name = Path.GetFileName(trace).Split('.')[0],
                on = Path.GetFileNameWithoutExtension(platform);
            yield return AgainstFifo(
                Text($"{policy().Name}, {name}, {workload.Jobs.Length:N0} jobs, {on}"),
                workload,
                Platform.Load(platform),
                policy,
                rounds,
                goalSeconds);
        }
    }

    private static IEnumerable<QuickRow> Backlogs()
    {
        (string Name, int Jobs, Func<ISchedulingPolicy> Create)[] policies =
        [
            ("fifo-skip", 100_000, () => Policies.FifoSkip()),
            ("sjf", 100_000, () => Policies.Sjf()),
            ("easy", 100_000, () => Policies.Easy()),
            ("tiresias", 10_000, () => Policies.Tiresias()),
            ("conservative", 2_000, () => Policies.Conservative()),
        ];
        foreach ((string name, int jobs, Func<ISchedulingPolicy> create) in policies)
        {
            Backlog half = new(jobs / 2),
                whole = new(jobs);
            Measurement[] cost = Measurement.OfEach(3, () => half.Run(create()), () => whole.Run(create()));
            double ratio = cost[1].Cpu / cost[0].Cpu;
            yield return new QuickRow(
                Text($"{name}, backlog of {whole.Jobs:N0} jobs at once, 32 nodes with 8 GPUs"),
                Text($"{half.Jobs:N0} jobs, {cost[0].Cpu.TotalMilliseconds:0} ms"),
                Text($"{cost[1].Cpu.TotalMilliseconds:0} ms"),
                ratio,
                "n log n: ratio <= 2.3",
                ratio <= 2.3);
        }
    }

    private static IEnumerable<QuickRow> LongQueue()
    {
        // What 2,000 jobs cost more than 1,000 is the cost of the passes in which at least 1,000 of them wait.
        Backlog half = new(1_000), whole = new(2_000);
        long passes = whole.Run(Policies.Conservative()).Passes - half.Run(Policies.Conservative()).Passes;
        Measurement[] cost = Measurement.OfEach(
            3,
            () => half.Run(Policies.Conservative()),
            () => whole.Run(Policies.Conservative()),
            () => half.Run(Policies.Easy()),
            () => whole.Run(Policies.Easy()));
        double easy = (cost[3].Cpu - cost[2].Cpu).TotalMilliseconds / passes,
            ours = (cost[1].Cpu - cost[0].Cpu).TotalMilliseconds / passes;
        yield return new QuickRow(
            "conservative, a pass with 1,000 to 2,000 jobs waiting, 32 nodes with 8 GPUs",
            Text($"easy {easy:0.000} ms"),
            Text($"{ours:0.000} ms"),
            ours / easy,
            "<= 1 ms",
            ours <= 1);
    }

    private static IEnumerable<QuickRow> Swf()
    {
        using SwfFile file = new(200_000);
        Measurement[] cost = Measurement.OfEach(
            5, () => file.CountLines(), () => file.CountRows(), () => Trace.Open(file.Path));
        yield return SwfRow(file, "SWF rows parsed", cost[0], cost[1], 200);
        yield return SwfRow(file, "SWF to checked jobs, checksum included", cost[0], cost[2], null);
    }

    private static QuickRow SwfRow(SwfFile file, string what, Measurement lines, Measurement ours, double? goal)
    {
        double speed = Speed(ours);
        return new QuickRow(
            Text($"{what}, {file.Rows:N0} rows, {file.Bytes / BytesPerMegabyte:0} MB"),
            Text($"reading the lines {Speed(lines):0} MB/s"),
            Text($"{speed:0} MB/s"),
            ours.Cpu / lines.Cpu,
            goal is { } least ? Text($">= {least:0} MB/s") : "",
            goal is null || speed >= goal);

        double Speed(Measurement cost) => file.Bytes / BytesPerMegabyte / cost.Cpu.TotalSeconds;
    }

    private static IEnumerable<QuickRow> Readers()
    {
        const int Rows = 200_000;
        foreach (ReaderLoad load in ReaderLoads.All)
        {
            using ReaderFiles files = new(load, Rows);
            Measurement[] cost = Measurement.OfEach(
                3, () => files.CountLines(), () => Trace.Open(files.Path, load.Format));
            double megabytes = files.Bytes / BytesPerMegabyte,
                lineSpeed = megabytes / cost[0].Cpu.TotalSeconds,
                speed = megabytes / cost[1].Cpu.TotalSeconds;
            long bytes = cost[1].AllocatedBytes / files.Rows;
            yield return new QuickRow(
                Text($"{load.Format} to checked jobs, {files.Rows:N0} rows, {megabytes:0.0} MB"),
                Text($"reading the lines {lineSpeed:0} MB/s, {cost[0].AllocatedBytes / files.Rows:N0} B/row"),
                Text($"{speed:0} MB/s, {bytes:N0} B/row"),
                cost[1].Cpu / cost[0].Cpu,
                "",
                true);
        }
    }

    private static IEnumerable<QuickRow> Million()
    {
        const int Jobs = 1_000_000;
        ClusterLoad load = new(Jobs, nodes: 813, gpusEach: 8);
        QuickRow row = AgainstFifo(
            Text($"fifo-skip, {Jobs:N0} jobs, 813 nodes with 8 GPUs"),
            load.ToWorkload(),
            load.Platform,
            () => Policies.FifoSkip(),
            rounds: 1,
            goalSeconds: 5);
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        double peak = self.PeakWorkingSet64 / BytesPerGibibyte;
        yield return row with
        {
            Ours = row.Ours + Text($", peak {peak:0.00} GiB"),
            Goal = row.Goal + ", < 1 GiB",
            Met = row.Met && peak < 1,
        };
    }

    private static QuickRow AgainstFifo(
        string what,
        Workload workload,
        Platform platform,
        Func<ISchedulingPolicy> policy,
        int rounds,
        double goalSeconds)
    {
        Measurement[] cost = Measurement.OfEach(
            rounds,
            () => Simulation.Run(workload, platform, Policies.Fifo()),
            () => Simulation.Run(workload, platform, policy()));
        double seconds = cost[1].Cpu.TotalSeconds;
        return new QuickRow(
            what,
            Text($"fifo {cost[0].Cpu.TotalSeconds:0.000} s"),
            Text($"{seconds:0.000} s"),
            cost[1].Cpu / cost[0].Cpu,
            Text($"<= {goalSeconds} s"),
            seconds <= goalSeconds);
    }

    private static double Nanoseconds(Measurement cost, int count) => cost.Cpu.TotalNanoseconds / count;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
