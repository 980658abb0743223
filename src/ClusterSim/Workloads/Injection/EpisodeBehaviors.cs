using System.Collections.Immutable;
using ClusterSim.Randomness;

namespace ClusterSim.Workloads.Injection;

/// <summary>Behaviours that take several jobs of one user.</summary>
internal static class EpisodeBehaviors
{
    private const int QuickSeconds = 600;
    private const int LoopThreshold = 3;
    private const int JobsThreshold = 10;

    public static ImmutableArray<InjectedBehavior> All => [Loop, OverAsked];

    private static readonly InjectedBehavior Loop = new(
        "retry-loop", true, "failures", "the same job fails quickly and is submitted again, 2 to 10 times",
        "3 failures within 10 minutes of their starts, in an hour, without a success",
        "10 minutes: Kubernetes' reset of the crash-loop back-off; 3 in an hour: our choice")
    {
        Fits = job => job.Request is { TotalGpus: > 0, User.Length: > 0, Application.Length: > 0 },
        Follow = Repeat,
    };

    private static readonly InjectedBehavior OverAsked = new(
        "over-asked-time", true, "time", "a user whose jobs need a small part of their time limits",
        "10 jobs in a week that each use less than 20 % of 4 hours or more",
        "Job Defense Shield, time_limits_gpu (20 %); 10 jobs and 4 hours are ours")
    {
        Fits = job => job.Request is { TotalGpus: > 0, User.Length: > 0 },
        Follow = OverAsk,
    };

    private static IEnumerable<JobDraft> OverAsk(Job first, RandomStream stream)
    {
        int jobs = 4 + stream.NextInt(17);
        long submit = first.SubmitTime.Ticks / TimeSpan.TicksPerSecond;
        for (int i = 1; i <= jobs; i++)
        {
            long limit = 3600 * (long)Reach.Between(5, 24, stream);
            long run = (long)(limit * Reach.Between(0.01, 0.16, stream));
            submit += (long)Reach.Between(60, 3600, stream);
            JobDraft draft = new(first, run)
            {
                Id = FormattableString.Invariant($"{first.Id}-short-{i}"),
                SubmitSeconds = submit,
                Outcome = JobOutcome.Completed,
            };
            draft.Permille.SetFrom(0, 900);
            draft.Request = first.Request with
            {
                Walltime = TimeSpan.FromSeconds(limit), User = $"{first.Id}-user",
            };
            LabelGrade grade = Reach.GradeOf(jobs / (double)JobsThreshold);
            draft.Label(OverAsked!, grade, 0, run, i < JobsThreshold ? -1 : run, $"{first.Id}-limits");
            yield return draft;
        }
    }

    // An application of its own, so that a success of another job of the user does not lie in between.
    private static IEnumerable<JobDraft> Repeat(Job first, RandomStream stream)
    {
        int attempts = 2 + stream.NextInt(9);
        LabelGrade grade = attempts >= LoopThreshold ? LabelGrade.Clear : LabelGrade.LooksLike;
        long submit = first.SubmitTime.Ticks / TimeSpan.TicksPerSecond;
        for (int i = 1; i <= attempts; i++)
        {
            long run = (long)Reach.Between(10, QuickSeconds / 5, stream);
            submit += (long)Reach.Between(15, 180, stream);
            JobDraft draft = new(first, run)
            {
                Id = FormattableString.Invariant($"{first.Id}-try-{i}"),
                SubmitSeconds = submit,
                Outcome = JobOutcome.Failed,
            };
            draft.Permille.SetFrom(0, 400);
            draft.Request = first.Request with { Application = FormattableString.Invariant($"{first.Id}-app") };
            draft.Label(Loop!, grade, 0, run, i < LoopThreshold ? -1 : run, $"{first.Id}-loop");
            submit += run;
            yield return draft;
        }
    }
}
