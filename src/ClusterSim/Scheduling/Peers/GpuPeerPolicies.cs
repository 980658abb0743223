using System.Collections.Immutable;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Scheduling.Peers;

/// <summary>The catalog's entries for the algorithms of the PAI simulator, of Lucid's simulator and of RAPS.</summary>
internal static class GpuPeerPolicies
{
    private static readonly PolicyOption NodeOrder = new(
        "node_order", "balance", "one of " + Names<PaiNodeOrder>(), "In which order nodes are looked at.",
        "alibaba/clusterdata, simulator/run_simulator.py");

    private const string LucidTiresiasSource = "S-Lab-System-Group/Lucid, policy/tiresias.py";

    private static readonly PolicyOption Backfill = new(
        "backfill", "none", "one of " + Names<RapsBackfill>(), "What happens when the head of the queue does not fit.",
        "ExaDigiT/RAPS, raps/policy.py");

    public static ImmutableArray<PolicyDescription> All { get; } =
    [
        Pai(PaiJobOrder.Fifo, "submit time"),
        Pai(PaiJobOrder.Sjf, "walltime; with exact estimates its oracle"),
        Pai(PaiJobOrder.Sjgg, "mean duration of the job's group, user and GPUs"),
        Pai(PaiJobOrder.Sjg, "mean duration of the job's group and user"),
        Pai(PaiJobOrder.Sju, "mean duration of the job's user"),
        Lucid(LucidJobOrder.Fifo, "submit time"),
        Lucid(LucidJobOrder.Sjf, "walltime"),
        Lucid(LucidJobOrder.Qssf, "walltime x GPUs; jobs that find no queue by GPUs"),
        LucidSrtf(),
        LucidTiresias(),
        Raps(RapsJobOrder.Fcfs, "submit time"),
        Raps(RapsJobOrder.Sjf, "requested time"),
        Raps(RapsJobOrder.Ljf, "processors, most first"),
    ];

    private static PolicyDescription Pai(PaiJobOrder order, string by) => new(
        NameOf(order) + "-pai", $"The PAI simulator's {NameOf(order)}: every job that fits starts, by {by}.",
        PolicyMaturity.Faithful, usesWalltimes: order != PaiJobOrder.Fifo, [NodeOrder],
        values =>
        {
            PaiNodeOrder nodes = values.Choice(NodeOrder.Name, Choices<PaiNodeOrder>());
            return values.Good ? new PaiSimulator(new PaiOptions { JobOrder = order, NodeOrder = nodes }) : null;
        })
    {
        // What is listed here was compared with schedules of the peer.
        Peers = order is PaiJobOrder.Sjg or PaiJobOrder.Sju ? [] : ["PAI simulator 7a6c496 " + NameOf(order)],
    };

    private static PolicyDescription Lucid(LucidJobOrder order, string by) => new(
        NameOf(order) + "-lucid",
        $"Lucid's simulator's {NameOf(order)}: by {by}; the head blocks its virtual cluster; consolidated placement.",
        PolicyMaturity.Faithful, usesWalltimes: order != LucidJobOrder.Fifo, [],
        _ => new LucidSimulator(order))
    {
        Peers = ["Lucid simulator 63685a3 " + NameOf(order)],
    };

    private static PolicyDescription LucidSrtf() => new(
        "srtf-lucid",
        "Lucid's and Helios's simulators' srtf: least remaining walltime first, preemptive, by GPU counts.",
        PolicyMaturity.Faithful, usesWalltimes: true, [],
        _ => new LucidPreemptive("srtf-lucid", new LucidPreemptiveOptions()))
    {
        Peers = ["Lucid simulator 63685a3 srtf"],
    };

    private static PolicyDescription LucidTiresias() => new(
        "tiresias-lucid", "Lucid's simulator's tiresias: two queues of attained service, looked at every 60 s.",
        PolicyMaturity.Faithful, usesWalltimes: false,
        [
            new("service-limit-gpu-seconds", "18000", "a number of GPU-seconds greater than 0",
                "Attained service beyond which a job is in the second queue.", LucidTiresiasSource),
            new("interval", "60s", "a whole number of seconds from 1 such as 60s", "Time between decisions.",
                LucidTiresiasSource),
        ],
        values => new LucidPreemptive("tiresias-lucid", new LucidPreemptiveOptions
        {
            ByService = true,
            ServiceLimitGpuSeconds = values.Number("service-limit-gpu-seconds", 0, double.MaxValue, exclusive: true),
            IntervalSeconds = Math.Max((long)values.Length("interval").TotalSeconds, 1),
        }))
    {
        Peers = ["Lucid simulator 63685a3 tiresias"],
    };

    private static PolicyDescription Raps(RapsJobOrder order, string by) => new(
        NameOf(order) + "-raps", $"RAPS's {NameOf(order)}: by {by}; the head blocks; its own backfilling.",
        PolicyMaturity.Faithful, usesWalltimes: true, [Backfill],
        values =>
        {
            RapsBackfill backfill = values.Choice(Backfill.Name, Choices<RapsBackfill>());
            return values.Good ? new RapsSimulator(new RapsOptions { JobOrder = order, Backfill = backfill }) : null;
        })
    {
        Peers = order == RapsJobOrder.Fcfs ? ["RAPS 6c142bf fcfs without backfill"] : [],
    };

    private static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Names<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(NameOf));

    private static ImmutableArray<(string Name, Func<T> Make)> Choices<T>()
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => (NameOf(value), (Func<T>)(() => value)))];
}
