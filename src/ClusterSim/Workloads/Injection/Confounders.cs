using System.Collections.Immutable;
using ClusterSim.Events;

namespace ClusterSim.Workloads.Injection;

/// <summary>Jobs that waste nothing and look like it.</summary>
internal static class Confounders
{
    private const string Own = "healthy by construction";

    public static ImmutableArray<InjectedBehavior> All =>
        [Loading, Compilation, Checkpoints, Evaluation, Pauses, Dips, Periodic, BusyCpu, WarmGpu];

    private static readonly InjectedBehavior Loading = Preparing(
        "long-data-loading", PhaseKind.DataLoading, "loads data for 8 to 17 minutes before it computes");

    private static readonly InjectedBehavior Compilation = Preparing(
        "long-compilation", PhaseKind.Compilation, "compiles for 8 to 17 minutes before it computes");

    private static readonly InjectedBehavior Checkpoints = new(
        "checkpoint-bursts", false, "utilization", "writes a checkpoint of 20 to 90 s every 3 to 6 minutes", "", Own)
    {
        Draw = (_, stream) =>
        {
            double period = Reach.Between(180, 360, stream), length = Reach.Between(20, 90, stream);
            double permille = Reach.Between(0, 100, stream);
            return Stretch.Plan(Checkpoints!, Reach.Between(1200, 5400, stream), stream, (draft, stretch) =>
                Repeat(draft, stretch, period, length, permille, PhaseKind.Checkpointing));
        },
    };

    private static readonly InjectedBehavior Evaluation = new(
        "light-evaluation", false, "utilization", "evaluates for 5 to 15 minutes at 5 to 29 % of its GPUs", "", Own)
    {
        Draw = (_, stream) =>
        {
            double permille = Reach.Between(50, 290, stream);
            return Stretch.Plan(Evaluation!, Reach.Between(300, 900, stream), stream, (draft, stretch) =>
            {
                draft.Kinds.Set(stretch.From, stretch.Until, (double)PhaseKind.Evaluation);
                draft.Permille.Cap(stretch.From, stretch.Until, permille);
            });
        },
    };

    private static readonly InjectedBehavior Pauses = new(
        "interactive-pauses", false, "utilization", "an interactive job that pauses for 1 to 4 minutes at a time", "",
        Own)
    {
        Draw = (_, stream) =>
        {
            double period = Reach.Between(420, 900, stream), length = Reach.Between(60, 240, stream);
            return Stretch.Plan(Pauses!, Reach.Between(1800, 7200, stream), stream, (draft, stretch) =>
            {
                Repeat(draft, stretch, period, length, 0, PhaseKind.Compute);
                draft.Of(Metric.ActiveKernels).SetFrom(0, 1);
                draft.Request = draft.Request with { Application = "notebook", Queue = "interactive" };
            });
        },
    };

    private static readonly InjectedBehavior Dips = new(
        "short-dips", false, "utilization", "falls to 0 to 25 % for 10 s to 3 minutes now and then", "", Own)
    {
        Draw = (_, stream) =>
        {
            double period = Reach.Between(300, 1200, stream), length = Reach.Between(10, 180, stream);
            double permille = Reach.Between(0, 250, stream);
            return Stretch.Plan(Dips!, Reach.Between(1200, 7200, stream), stream, (draft, stretch) =>
                Repeat(draft, stretch, period, length, permille, PhaseKind.Compute));
        },
    };

    private static readonly InjectedBehavior Periodic = new(
        "periodic-utilization", false, "utilization", "swings between computing and 5 to 25 % every 1 to 4 minutes",
        "", Own)
    {
        Draw = (_, stream) =>
        {
            double half = Reach.Between(30, 120, stream), permille = Reach.Between(50, 250, stream);
            return Stretch.Plan(Periodic!, Reach.Between(900, 2700, stream), stream, (draft, stretch) =>
                Repeat(draft, stretch, 2 * half, half, permille, PhaseKind.Compute));
        },
    };

    private static readonly InjectedBehavior BusyCpu = new(
        "busy-cpu", false, "utilization", "keeps its CPUs at 91 to 100 % while its GPUs are busy, too", "", Own)
    {
        Draw = (_, stream) =>
        {
            double cpu = Reach.Between(91, 100, stream);
            return new InjectionPlan(1800, draft =>
            {
                draft.Of(Metric.CpuUtilization).SetFrom(0, cpu);
                draft.Label(BusyCpu!, LabelGrade.LooksLike, 0, draft.RunSeconds, draft.RunSeconds);
            });
        },
    };

    private static readonly InjectedBehavior WarmGpu = new(
        "warm-gpu", false, "device", "runs at 70 to 80 C, hot but not throttled", "", Own)
    {
        Draw = (_, stream) =>
        {
            double celsius = Reach.Between(70, 80, stream);
            return new InjectionPlan(1800, draft =>
            {
                draft.Of(Metric.GpuTemperature).Raise(draft.ComputeStart, draft.RunSeconds, celsius);
                draft.Label(WarmGpu!, LabelGrade.LooksLike, 0, draft.RunSeconds, draft.RunSeconds);
            });
        },
    };

    private static InjectedBehavior Preparing(string name, PhaseKind kind, string summary)
    {
        InjectedBehavior made = new(name, false, "preparation", summary, "", Own);
        return made with
        {
            Draw = (_, stream) =>
            {
                long length = (long)Reach.Between(480, 1020, stream);
                double permille = Reach.Between(0, 200, stream);
                return new InjectionPlan(3 * length, draft =>
                {
                    draft.Prepare(length, kind, permille);
                    draft.Label(made, LabelGrade.LooksLike, 0, length, length);
                });
            },
        };
    }

    // Dips of one length at one distance; the level comes back in between.
    private static void Repeat(
        JobDraft draft, Stretch stretch, double period, double length, double permille, PhaseKind kind)
    {
        for (double at = stretch.From; at + length < stretch.Until; at += period)
        {
            draft.Permille.Cap((long)at, (long)(at + length), permille);
            if (kind != PhaseKind.Compute)
            {
                draft.Kinds.Set((long)at, (long)(at + length), (double)kind);
            }
        }
    }
}
