using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Randomness;

namespace ClusterSim.Workloads.Injection;

/// <summary>Jobs that use their GPUs badly, and what keeps them from using them well.</summary>
internal static class BottleneckBehaviors
{
    private static readonly TimeSpan LowThreshold = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BoundThreshold = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan HourThreshold = TimeSpan.FromMinutes(61);
    private static readonly TimeSpan InitializationThreshold = TimeSpan.FromMinutes(20);

    public static ImmutableArray<InjectedBehavior> All =>
        [Low, Unused, Oversized, CpuBound, IoBound, LoaderBound, SmallBatch, Initialization];

    private static readonly InjectedBehavior Low = new(
        "low-utilization", true, "utilization", "computes at 3 to 25 % of its GPUs",
        "below 30 % for 5 minutes while computing", "the question this project was asked; Jobstats notes below 25 %")
    {
        Draw = (_, stream) =>
        {
            double permille = Reach.Between(30, 250, stream);
            return Stretch.Plan(Low!, LowThreshold, stream,
                (draft, stretch) => draft.Permille.Cap(stretch.From, stretch.Until, permille));
        },
    };

    private static readonly InjectedBehavior Unused = new(
        "unused-gpus", true, "utilization", "never uses some of its GPUs",
        "fewer GPUs active than held for 61 minutes",
        "Jobstats (GPUs with zero utilization); least run time of Job Defense Shield's rules for several GPUs")
    {
        Fits = job => job.Request.TotalGpus > 1,
        Draw = DrawUnused,
    };

    private static readonly InjectedBehavior Oversized = new(
        "oversized-gpu", true, "whole", "a job for a much smaller GPU",
        "utilization at most 20 %, at most 10 GB GPU memory and 32 GB memory for each GPU, for 61 minutes",
        "Job Defense Shield, too-much-power")
    {
        Fits = job => job.Request is { TotalGpus: > 0, PerInstance.GpuMilli: 1000 },
        Draw = (_, stream) =>
        {
            double permille = Reach.Between(30, 180, stream), gb = Reach.Between(1, 9, stream);
            long memoryMiB = 1024 * (long)Reach.Between(8, 30, stream);
            return Stretch.Whole(Oversized!, HourThreshold, stream, draft =>
            {
                draft.Permille.Cap(0, draft.RunSeconds, permille);
                draft.Of(Metric.GpuMemory).Cap(0, draft.RunSeconds, gb);
                ResourceVector each = draft.Request.PerInstance;
                draft.Request = draft.Request with { PerInstance = each with { MemoryMiB = memoryMiB * each.Gpus } };
                draft.UseMemory(60);
            });
        },
    };

    private static readonly InjectedBehavior CpuBound = new(
        "cpu-bound", true, "utilization", "its GPUs wait for its CPUs",
        "GPU below 10 % while CPU above 90 %, for 10 minutes",
        "SageMaker Debugger, CPUBottleneck; it counts samples, the 10 minutes are ours")
    {
        Draw = (_, stream) =>
        {
            double permille = Reach.Between(10, 90, stream), cpu = Reach.Between(92, 100, stream);
            return Stretch.Plan(CpuBound!, BoundThreshold, stream, (draft, stretch) =>
            {
                draft.Permille.Cap(stretch.From, stretch.Until, permille);
                draft.Of(Metric.CpuUtilization).Raise(stretch.From, stretch.Until, cpu);
            });
        },
    };

    private static readonly InjectedBehavior IoBound = new(
        "io-bound", true, "utilization", "its GPUs wait for its storage",
        "GPU below 10 % while I/O wait above 50 %, for 10 minutes",
        "SageMaker Debugger, IOBottleneck; it counts samples, the 10 minutes are ours")
    {
        Draw = (_, stream) =>
        {
            double permille = Reach.Between(10, 90, stream), wait = Reach.Between(55, 90, stream);
            return Stretch.Plan(IoBound!, BoundThreshold, stream, (draft, stretch) =>
            {
                draft.Permille.Cap(stretch.From, stretch.Until, permille);
                draft.Of(Metric.IoWait).Raise(stretch.From, stretch.Until, wait);
            });
        },
    };

    private static readonly InjectedBehavior LoaderBound = new(
        "loader-bound", true, "utilization", "its GPUs wait for the data loader",
        "waits for data during more than half of each step, for 10 minutes",
        "our choice; data operations are 46 % of the causes of low utilization (ICSE 2024, 10.1145/3597503.3639232)")
    {
        Draw = (_, stream) =>
        {
            double wait = Reach.Between(58, 92, stream);
            return Stretch.Plan(LoaderBound!, BoundThreshold, stream, (draft, stretch) =>
            {
                // A GPU computes at most while its step does not wait.
                draft.Permille.Cap(stretch.From, stretch.Until, 10 * (100 - wait) * 0.65);
                draft.Of(Metric.LoaderWait).Raise(stretch.From, stretch.Until, wait);
            });
        },
    };

    private static readonly InjectedBehavior SmallBatch = new(
        "small-batch", true, "whole", "batches too small to fill GPU, GPU memory or CPU",
        "CPU, GPU and GPU memory never above 70 %, for 61 minutes",
        "SageMaker Debugger, BatchSize; least run time of Job Defense Shield's rules")
    {
        Draw = (_, stream) =>
        {
            double permille = Reach.Between(360, 620, stream), share = Reach.Between(0.05, 0.6, stream);
            double cpu = Reach.Between(20, 60, stream);
            return Stretch.Whole(SmallBatch!, HourThreshold, stream, draft =>
            {
                draft.Permille.Cap(0, draft.RunSeconds, permille);
                draft.Of(Metric.GpuMemory).Cap(0, draft.RunSeconds, share * draft.GpuMemoryGb);
                draft.Of(Metric.CpuUtilization).Cap(0, draft.RunSeconds, cpu);
            });
        },
    };

    private static readonly InjectedBehavior Initialization = new(
        "long-initialization", true, "preparation", "prepares for long before its first step",
        "20 minutes before the first step", "SageMaker Debugger, MaxInitializationTime")
    {
        Draw = (_, stream) =>
        {
            Reach reach = Reach.Draw(stream);
            long length = reach.Seconds(InitializationThreshold);
            return new InjectionPlan(3 * length, draft =>
            {
                draft.Prepare(length, PhaseKind.DataLoading, Reach.Between(0, 150, stream));
                draft.Label(
                    Initialization!, reach.Grade, 0, length, (long)InitializationThreshold.TotalSeconds);
            });
        },
    };

    private static InjectionPlan DrawUnused(Job job, RandomStream stream)
    {
        int gpus = job.Request.TotalGpus;
        int active = 1 + stream.NextInt(gpus - 1);
        Reach reach = Reach.Draw(stream);
        long threshold = (long)HourThreshold.TotalSeconds, length = reach.Seconds(HourThreshold);
        return new InjectionPlan((long)(1.5 * length), draft =>
        {
            // Whoever gets his GPUs to work at all does so early; the rest never uses them.
            bool never = reach.Grade == LabelGrade.Clear;
            long until = never ? draft.UsefulSeconds : length;
            double share = (double)active / gpus;
            draft.Permille.Map(0, until, value => value * share);
            draft.Of(Metric.ActiveGpus).Cap(0, never ? draft.RunSeconds : until, active);
            draft.ActiveGpus = never ? active : null;
            draft.Label(Unused, reach.Grade, 0, until, threshold);
        });
    }
}
