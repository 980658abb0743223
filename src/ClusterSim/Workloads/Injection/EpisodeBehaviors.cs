using System.Collections.Immutable;
using ClusterSim.Randomness;

namespace ClusterSim.Workloads.Injection;

/// <summary>Behaviours that take several jobs of one user.</summary>
internal static class EpisodeBehaviors
{
    private const int QuickSeconds = 600;
    private const int LoopThreshold = 3;

    public static ImmutableArray<InjectedBehavior> All => [Loop];

    private static readonly InjectedBehavior Loop = new(
        "retry-loop", true, "failures", "the same job fails quickly and is submitted again, 2 to 10 times",
        "3 failures within 10 minutes of their starts, in an hour, without a success",
        "10 minutes: Kubernetes' reset of the crash-loop back-off; 3 in an hour: our choice")
    {
        Fits = job => job.Request is { TotalGpus: > 0, User.Length: > 0, Application.Length: > 0 },
        Follow = Repeat,
    };

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
            draft.Label(Loop!, grade, 0, run, i < LoopThreshold ? 0 : run, $"{first.Id}-loop");
            submit += run;
            yield return draft;
        }
    }
}
