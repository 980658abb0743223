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
    private const long HourSeconds = 3660;

    public static void AddTo(JobDraft draft)
    {
        AddWalltime(draft);
        if (draft.Request.TotalGpus == 0)
        {
            return;
        }

        StepLevels cpu = draft.Of(Metric.CpuUtilization);
        double active = draft.Permille.Steps.FirstOrDefault(step => step.Value >= 30, (long.MaxValue, 0)).Start;
        Add(draft, "low-utilization", 300, (at, slack) => draft.Permille.At(at) < 300 * slack);
        Add(draft, "low-hour", 3600, (at, slack) => draft.Permille.At(at) < 100 * slack);
        Add(draft, "idle", 2100, (at, slack) => draft.Permille.At(at) < 10 * slack);
        Add(draft, "idle-tail", 1800, (at, slack) => at > active && draft.Permille.At(at) < 30 * slack);
        Add(
            draft, "cpu-bound", 600,
            (at, slack) => draft.Permille.At(at) < 100 * slack && cpu.At(at) > 90 / Math.Max(slack, 1));
        AddSmallBatch(draft);
    }

    // Ten minutes short of a limit, a job that runs for hours and has not checkpointed is worth a warning.
    private static void AddWalltime(JobDraft draft)
    {
        double used = draft.Request.Walltime is { } limit ? draft.RunSeconds / limit.TotalSeconds : 0;
        if (used > 0.85 && draft.RunSeconds > 0.85 * 7200)
        {
            LabelGrade grade = used > 0.95 && draft.RunSeconds > 1.15 * 7200 ? LabelGrade.Clear : LabelGrade.Borderline;
            long from = (long)(0.85 * draft.RunSeconds / used);
            draft.Label("walltime-near", grade, from, draft.RunSeconds, from, derived: true);
        }
    }

    // Of the first hour: what a job never fills in it, it need not have been given.
    private static void AddSmallBatch(JobDraft draft)
    {
        double Peak(StepLevels levels) => levels.Steps.Where(step => step.Start < HourSeconds).Max(step => step.Value);
        double most = Math.Max(
            Math.Max(Peak(draft.Permille) / 700, Peak(draft.Of(Metric.CpuUtilization)) / 70),
            Peak(draft.Of(Metric.GpuMemory)) / (0.7 * draft.GpuMemoryGb));
        if (most < Outside && draft.RunSeconds > 0.85 * HourSeconds)
        {
            bool clear = most < Inside && draft.RunSeconds > Outside * HourSeconds && Peak(draft.Permille) > 50;
            Add(
                draft, "small-batch", clear ? LabelGrade.Clear : LabelGrade.Borderline,
                new Stretch(0, draft.RunSeconds), HourSeconds);
        }
    }

    private static void Add(JobDraft draft, string behavior, long seconds, Func<long, double, bool> holds)
    {
        foreach (Stretch stretch in Stretches(draft, at => holds(at, Inside)))
        {
            if (stretch.Until - stretch.From > Outside * seconds)
            {
                // Operators let people think in front of an interactive job: its tail is nobody's fault.
                bool excused = behavior == "idle-tail" && draft.Request.Queue == "interactive";
                Add(draft, behavior, excused ? LabelGrade.Borderline : LabelGrade.Clear, stretch, seconds);
            }
        }

        foreach (Stretch stretch in Stretches(draft, at => holds(at, Outside)))
        {
            if (stretch.Until - stretch.From > 0.85 * seconds)
            {
                Add(draft, behavior, LabelGrade.Borderline, stretch, seconds);
            }
        }
    }

    private static void Add(JobDraft draft, string behavior, LabelGrade grade, Stretch stretch, long seconds)
    {
        bool known = draft.Labels.Any(label => label.Behavior == behavior && label.Grade >= grade
            && label.FromSeconds < stretch.Until && label.UntilSeconds > stretch.From);
        if (!known)
        {
            draft.Label(behavior, grade, stretch.From, stretch.Until, stretch.From + seconds, derived: true);
        }
    }

    private static List<Stretch> Stretches(JobDraft draft, Func<long, bool> holds)
    {
        SortedSet<long> starts =
        [
            .. draft.Permille.Steps.Select(step => step.Start), .. draft.Kinds.Steps.Select(step => step.Start),
            .. draft.Of(Metric.CpuUtilization).Steps.Select(step => step.Start),
            .. draft.Of(Metric.GpuMemory).Steps.Select(step => step.Start), draft.RunSeconds,
        ];
        List<Stretch> found = [];
        long since = -1;
        foreach (long at in starts.Where(start => start <= draft.RunSeconds))
        {
            bool counts = at < draft.RunSeconds && IsComputing(draft, at) && holds(at);
            if (!counts && since >= 0)
            {
                found.Add(new Stretch(since, at));
            }

            since = counts ? (since >= 0 ? since : at) : -1;
        }

        return found;
    }

    private static bool IsComputing(JobDraft draft, long at) =>
        (PhaseKind)(int)draft.Kinds.At(at) is PhaseKind.Compute or PhaseKind.Idle;
}
