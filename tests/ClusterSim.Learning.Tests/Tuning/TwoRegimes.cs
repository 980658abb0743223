using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Learning.Tests.Tuning;

/// <summary>
/// Jobs on 16 GPUs in two regimes that are known: a steady stream of jobs of one size that differ in length, for which
/// only the weight of the walltime tells jobs apart, and bursts of jobs of one length that differ in size, for which
/// only that of the processors does. Segments of 400 jobs take turns.
/// </summary>
internal sealed class TwoRegimes
{
    public const int Segment = 400;
    private const int Interval = 20, Burst = 20;

    private static readonly Platform s_platform = Platform.Load("gpus:1x16");

    private TwoRegimes(Workload workload) => Workload = workload;

    public static PriorityWeights ByLength { get; } = new();

    public static PriorityWeights BySize { get; } = new(Walltime: 0, Processors: 1);

    public Workload Workload { get; }

    /// <summary>A trace of some segments, the first one steady.</summary>
    public static TwoRegimes Make(int seed, int segments)
    {
        RandomStream random = new(seed, "regimes");
        List<Job> jobs = [];
        double now = 0;
        for (int i = 0; i < segments * Segment; i++)
        {
            bool steady = IsSteady(i);
            now += steady ? 168 + (120 * random.NextDouble()) : i % Burst == 0 ? Burst * 300 : 0;
            double seconds = steady ? 60 * Math.Pow(60, random.NextDouble()) : 600;
            jobs.Add(Make($"{i:00000}", now, steady ? 4 : 1 << random.NextInt(4), seconds));
        }

        return new TwoRegimes(new Workload(jobs));
    }

    /// <summary>Whether a job belongs to the steady regime.</summary>
    public static bool IsSteady(int job) => job / Segment % 2 == 0;

    /// <summary>What the sensor reads after every 20 submissions, and the last of their jobs.</summary>
    public List<(int Job, double[] Reading)> Readings()
    {
        RegimeSensor sensor = new(16);
        List<(int, double[])> readings = [];
        Run(new WatchedOrder(job =>
        {
            sensor.Note(job);
            if (sensor.Seen % Interval == 0)
            {
                readings.Add((job.Index, sensor.Read()));
            }
        }));
        return readings;
    }

    /// <summary>Mean bounded slowdown of each segment under an order.</summary>
    public double[] Slowdowns(IJobOrder order) =>
    [
        .. Run(order).Jobs.Select((job, i) => (Segment: i / Segment, Slowdown: job.Jct!.Value / job.RunTime))
            .GroupBy(job => job.Segment, job => job.Slowdown).Select(segment => segment.Average()),
    ];

    private RunResult Run(IJobOrder order) => Simulation.Run(
        Workload, s_platform, new ComposedPolicy("test", order, BackfillKind.None, new FirstFit()));

    private static Job Make(string id, double submit, int gpus, double seconds) => new()
    {
        Id = id,
        SubmitTime = SimTime.FromSeconds(submit),
        Request = new JobRequest
        {
            PerInstance = new ResourceVector(Gpus: gpus), Walltime = TimeSpan.FromSeconds(seconds),
        },
        Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(seconds) },
    };

    /// <summary>First come, first served; shows every submission to somebody.</summary>
    private sealed class WatchedOrder(Action<JobView> watch) : IJobOrder
    {
        public string Name => "watched";

        public KeyChange Changes => KeyChange.WhileWaiting;

        public void BeginPass(SchedulingView view)
        {
            foreach (int job in view.Queued)
            {
                watch(view.Job(job));
            }
        }

        public double Key(in JobView job) => job.SubmitTime.Seconds;
    }
}
