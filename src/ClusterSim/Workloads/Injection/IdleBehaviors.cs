using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Randomness;

namespace ClusterSim.Workloads.Injection;

/// <summary>Jobs that hold GPUs and do nothing.</summary>
internal static class IdleBehaviors
{
    private static readonly TimeSpan FromStartThreshold = TimeSpan.FromMinutes(120);
    private static readonly TimeSpan TailThreshold = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan NotebookThreshold = TimeSpan.FromMinutes(60);

    public static ImmutableArray<InjectedBehavior> All => [FromStart, Tail, Notebook];

    private static readonly InjectedBehavior FromStart = new(
        "idle-from-start", true, "whole", "never uses its GPUs at all",
        "0 % from the start for 120 minutes", "Job Defense Shield, cancel_gpu_jobs")
    {
        Draw = (_, stream) => DrawFromStart(stream),
    };

    private static readonly InjectedBehavior Tail = new(
        "idle-tail", true, "tail", "holds its GPUs on after its work is done",
        "at most 2 % for 30 minutes after activity", "gpu-pruner, default duration")
    {
        Draw = (_, stream) => DrawTail(stream),
    };

    private static readonly InjectedBehavior Notebook = new(
        "idle-notebook", true, "utilization", "an interactive job whose kernels stand still",
        "CPU below 20 % and GPU below 10 % for 60 minutes", "Alibaba PAI DSW, idle instance culler")
    {
        Draw = (_, stream) => DrawNotebook(stream),
    };

    private static InjectionPlan DrawFromStart(RandomStream stream)
    {
        Reach reach = Reach.Draw(stream);
        long length = reach.Seconds(FromStartThreshold);
        return new InjectionPlan(0, draft =>
        {
            draft.CutTo(length);
            draft.Kinds.SetFrom(0, (double)PhaseKind.Compute);
            draft.Permille.SetFrom(0, 0);
            Quiet(draft, 0, length, 0, Reach.Between(0, 5, stream));
            draft.Label(FromStart, reach.Grade, 0, length, (long)FromStartThreshold.TotalSeconds);
        });
    }

    private static InjectionPlan DrawTail(RandomStream stream)
    {
        Reach reach = Reach.Draw(stream);
        long length = reach.Seconds(TailThreshold);
        double permille = Math.Floor(Reach.Between(0, 21, stream)), cpu = Reach.Between(0, 5, stream);
        return new InjectionPlan(900, draft =>
        {
            long from = draft.UsefulSeconds;
            draft.AddTail(length, permille);
            Quiet(draft, from, draft.RunSeconds, draft.Request.TotalGpus, cpu);
            draft.Label(
                Tail, reach.Grade, from, draft.RunSeconds, from + (long)TailThreshold.TotalSeconds);
        });
    }

    private static InjectionPlan DrawNotebook(RandomStream stream)
    {
        double permille = Reach.Between(0, 80, stream), cpu = Reach.Between(0, 15, stream);
        return Stretch.Plan(Notebook, NotebookThreshold, stream, (draft, stretch) =>
        {
            StepLevels kernels = draft.Of(Metric.ActiveKernels);
            kernels.SetFrom(0, 1);
            kernels.Set(stretch.From, stretch.Until, 0);
            draft.Kinds.Set(stretch.From, stretch.Until, (double)PhaseKind.Compute);
            draft.Permille.Cap(stretch.From, stretch.Until, permille);
            Quiet(draft, stretch.From, stretch.Until, draft.Request.TotalGpus, cpu);
            draft.Request = draft.Request with { Application = "notebook", Queue = "interactive" };
        });
    }

    // A process that does nothing loads, sends and waits for nothing either.
    private static void Quiet(JobDraft draft, long from, long until, int activeGpus, double cpuPercent)
    {
        draft.Of(Metric.CpuUtilization).Cap(from, until, cpuPercent);
        draft.Of(Metric.IoWait).Cap(from, until, 0);
        draft.Of(Metric.LoaderWait).Cap(from, until, 0);
        draft.Of(Metric.NetworkUtilization).Cap(from, until, 0);
        draft.Of(Metric.LinkUtilization).Cap(from, until, 5);
        draft.Of(Metric.ActiveGpus).Cap(from, until, activeGpus);
        draft.Of(Metric.GpuTemperature).Cap(from, until, 35);
    }
}
