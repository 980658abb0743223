using ClusterSim.Events;

namespace ClusterSim.Workloads.Injection;

/// <summary>
/// Labels that follow from what a job does, whatever was put into it: a job that waits for its data also computes
/// little. A detector that finds these is right; one that does not is not blamed, because it was not asked.
/// </summary>
internal static class DerivedLabels
{
    private const double GpuMemoryGb = 80;

    public static void AddTo(JobDraft draft)
    {
        if (draft.Request.TotalGpus > 0)
        {
            Derive(draft, "low-utilization", 300, at => draft.Permille.At(at) < 345);
            Derive(draft, "idle-tail", 1800, at => draft.Permille.At(at) < 35);
            StepLevels cpu = draft.Of(Metric.CpuUtilization), memory = draft.Of(Metric.GpuMemory);
            Derive(draft, "cpu-bound", 1800, at => draft.Permille.At(at) < 115 && cpu.At(at) > 85);
            Derive(
                draft, "small-batch", 1800,
                at => draft.Permille.At(at) < 735 && memory.At(at) < 0.735 * GpuMemoryGb && cpu.At(at) < 73.5);
        }

        if (draft.Request is { TotalGpus: > 0, Walltime: { } limit } && limit.TotalSeconds * 0.23 > draft.RunSeconds)
        {
            Add(draft, "over-asked-time", 0, draft.RunSeconds, draft.RunSeconds);
        }
    }

    // Levels within the band of 15 % count, so that no detector is blamed for hitting there.
    private static void Derive(JobDraft draft, string behavior, long seconds, Func<long, bool> holds)
    {
        long since = -1;
        SortedSet<long> starts =
        [
            .. draft.Permille.Steps.Select(step => step.Start), .. draft.Kinds.Steps.Select(step => step.Start),
            .. draft.Of(Metric.CpuUtilization).Steps.Select(step => step.Start),
            .. draft.Of(Metric.GpuMemory).Steps.Select(step => step.Start), draft.RunSeconds,
        ];
        foreach (long at in starts.Where(start => start <= draft.RunSeconds))
        {
            bool counts = at < draft.RunSeconds && IsComputing(draft, at) && holds(at);
            if (!counts && since >= 0 && at - since > 0.85 * seconds)
            {
                Add(draft, behavior, since, at, since + seconds);
            }

            since = counts ? (since >= 0 ? since : at) : -1;
        }
    }

    private static bool IsComputing(JobDraft draft, long at) =>
        (PhaseKind)(int)draft.Kinds.At(at) is PhaseKind.Compute or PhaseKind.Idle;

    private static void Add(JobDraft draft, string behavior, long from, long until, long onset)
    {
        if (!draft.Labels.Any(label => label.Behavior == behavior && label.Grade == LabelGrade.Clear))
        {
            draft.Label(behavior, LabelGrade.Clear, from, until, onset, derived: true);
        }
    }
}
