using ClusterSim.Events;

namespace ClusterSim.Workloads.Injection;

/// <summary>
/// Labels that follow from what a job does, whatever was put into it: a job that waits for its data also computes
/// little. Each definition is tested over the whole life of the job, with levels 10 % inside of the threshold for a
/// clear label and 15 % outside of it for a borderline one.
/// </summary>
internal static class DerivedLabels
{
    private const double Inside = 0.9;
    private const double Outside = 1.15;

    public static void AddTo(JobDraft draft)
    {
        if (draft.Request.TotalGpus == 0)
        {
            return;
        }

        StepLevels cpu = draft.Of(Metric.CpuUtilization), memory = draft.Of(Metric.GpuMemory);
        double active = draft.Permille.Steps.FirstOrDefault(step => step.Value >= 30, (long.MaxValue, 0)).Start;
        Add(draft, "low-utilization", 300, (at, slack) => draft.Permille.At(at) < 300 * slack);
        Add(draft, "low-hour", 3600, (at, slack) => draft.Permille.At(at) < 100 * slack);
        Add(draft, "idle", 2100, (at, slack) => draft.Permille.At(at) < 10 * slack);
        Add(draft, "idle-tail", 1800, (at, slack) => at > active && draft.Permille.At(at) < 30 * slack);
        Add(
            draft, "cpu-bound", 600,
            (at, slack) => draft.Permille.At(at) < 100 * slack && cpu.At(at) > 90 / Math.Max(slack, 1));
        Add(
            draft, "small-batch", 3660,
            (at, slack) => draft.Permille.At(at) < 700 * slack && cpu.At(at) < 70 * slack
                && memory.At(at) < 0.7 * slack * draft.GpuMemoryGb);
    }

    private static void Add(JobDraft draft, string behavior, long seconds, Func<long, double, bool> holds)
    {
        if (draft.Labels.Any(label => label.Behavior == behavior))
        {
            return;
        }

        if (Longest(draft, at => holds(at, Inside)) is var clear && clear.Until - clear.From > Outside * seconds)
        {
            draft.Label(behavior, LabelGrade.Clear, clear.From, clear.Until, clear.From + seconds, derived: true);
        }
        else if (Longest(draft, at => holds(at, Outside)) is var near && near.Until - near.From > 0.85 * seconds)
        {
            draft.Label(behavior, LabelGrade.Borderline, near.From, near.Until, near.From + seconds, derived: true);
        }
    }

    private static Stretch Longest(JobDraft draft, Func<long, bool> holds)
    {
        SortedSet<long> starts =
        [
            .. draft.Permille.Steps.Select(step => step.Start), .. draft.Kinds.Steps.Select(step => step.Start),
            .. draft.Of(Metric.CpuUtilization).Steps.Select(step => step.Start),
            .. draft.Of(Metric.GpuMemory).Steps.Select(step => step.Start), draft.RunSeconds,
        ];
        Stretch longest = default;
        long since = -1;
        foreach (long at in starts.Where(start => start <= draft.RunSeconds))
        {
            bool counts = at < draft.RunSeconds && IsComputing(draft, at) && holds(at);
            if (!counts && since >= 0 && at - since > longest.Until - longest.From)
            {
                longest = new Stretch(since, at);
            }

            since = counts ? (since >= 0 ? since : at) : -1;
        }

        return longest;
    }

    private static bool IsComputing(JobDraft draft, long at) =>
        (PhaseKind)(int)draft.Kinds.At(at) is PhaseKind.Compute or PhaseKind.Idle;
}
