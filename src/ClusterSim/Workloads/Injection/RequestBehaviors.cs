using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Randomness;

namespace ClusterSim.Workloads.Injection;

/// <summary>Jobs that ask for much more than they use.</summary>
internal static class RequestBehaviors
{
    private const double MemoryShare = 0.35;
    private const int CoresPerGpu = 18;
    private const long LeastMemoryMiB = 62_000;
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(61);

    public static ImmutableArray<InjectedBehavior> All => [Memory, Cores, Serial];

    private static readonly InjectedBehavior Memory = new(
        "over-asked-memory", true, "memory", "asks for much more main memory than it uses",
        "uses less than 35 % of 64 GB or more, for 61 minutes", "Job Defense Shield, excess_cpu_memory")
    {
        Fits = job => job.Request.TotalGpus > 0
            && job.Request.Instances * job.Request.PerInstance.MemoryMiB > LeastMemoryMiB,
        Draw = (_, stream) => WholeJob(Memory!, MemoryShare, stream, (draft, share) => draft.UseMemory(100 * share)),
    };

    private static readonly InjectedBehavior Cores = new(
        "excess-cores", true, "utilization", "asks for many more cores for each GPU than it uses",
        "more than 18 cores for each GPU, less than half of them used, for 61 minutes",
        "Job Defense Shield, cpu_cores_per_gpu")
    {
        Fits = job => job.Request is { TotalGpus: > 0, PerInstance.Gpus: 1, PerInstance.GpuMilli: 1000 },
        Draw = (_, stream) =>
        {
            double factor = 0.4 + (1.2 * stream.NextDouble()), percent = Reach.Between(4, 35, stream);
            return new InjectionPlan((long)(1.3 * Long.TotalSeconds), draft =>
            {
                int milli = (int)Math.Round(CoresPerGpu * factor) * 1000;
                draft.Request = draft.Request with
                {
                    PerInstance = draft.Request.PerInstance with { CpuMilli = milli },
                };
                draft.Of(Metric.CpuUtilization).SetFrom(0, percent);
                LabelGrade grade = Reach.GradeOf((double)milli / 1000 / CoresPerGpu);
                draft.Label(Cores!, grade, 0, draft.RunSeconds, (long)Long.TotalSeconds);
            });
        },
    };

    private static readonly InjectedBehavior Serial = new(
        "serial-code", true, "whole", "runs on one of its many cores",
        "uses one of several cores, for 61 minutes", "Job Defense Shield, serial code")
    {
        Fits = job => job.Request.TotalGpus == 0 && job.Request.TotalCpuMilli >= 4000,
        Draw = (_, stream) => Stretch.Whole(Serial!, Long, stream, draft =>
            draft.Of(Metric.CpuUtilization).SetFrom(0, 95 * 1000.0 / draft.Request.TotalCpuMilli)),
    };

    // A share that is used from the beginning to the end of a job that is long enough to be judged.
    private static InjectionPlan WholeJob(
        InjectedBehavior behavior, double threshold, RandomStream stream, Action<JobDraft, double> use)
    {
        double factor = Reach.Draw(stream).Factor;
        return new InjectionPlan((long)(1.3 * Long.TotalSeconds), draft =>
        {
            double share = Math.Min(threshold / factor, 0.95);
            use(draft, share);
            draft.Label(behavior, Reach.GradeOf(threshold / share), 0, draft.RunSeconds, (long)Long.TotalSeconds);
        });
    }
}
