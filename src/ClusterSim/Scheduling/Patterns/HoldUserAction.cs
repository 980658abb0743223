using ClusterSim.Behavior;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Holds the waiting jobs of a user back while he holds more than an equal share of the GPUs and others wait, each for
/// at most the hold limit. Benefit: the GPU time that those who started meanwhile got earlier; if nobody did, minus the
/// job's GPUs times the time that it was held.
/// </summary>
internal sealed class HoldUserAction(PatternRun run) : IPatternAction
{
    private readonly WatchedGroups _users = new();

    public RecommendedAction Kind => RecommendedAction.HoldUser;

    public bool ActsOnGroup => true;

    public ActionRefusal TryApply(Advice advice, Plan plan)
    {
        if (run.View.Job(advice.Job).Request.User.Length == 0)
        {
            return ActionRefusal.NotAllowed;
        }

        if (!run.Users.HoldsMoreThanHisShare(advice.Job))
        {
            return ActionRefusal.NoLongerTrue;
        }

        SimTime until = run.View.Now + run.Options.HoldLimit;
        _users.Watch(run.Groups.UserOf(advice.Job), until, advice);
        foreach (int job in run.Groups.OfUser(advice.Job))
        {
            if (run.View.Pending.Contains(job)
                && run.Held.TryHold(job, until, Terms(advice)) == ActionRefusal.TooManyActions)
            {
                break;
            }
        }

        return ActionRefusal.None;
    }

    public void BeginPass(Plan plan)
    {
        IReadOnlyList<int> queued = run.View.Queued;
        for (int i = 0; !_users.IsEmpty && i < queued.Count; i++)
        {
            if (_users.Find(run.Groups.UserOf(queued[i]), run.View.Now) is { } watched
                && run.Users.HoldsMoreThanHisShare(queued[i]))
            {
                run.Held.TryHold(queued[i], watched.Until, Terms(watched.Advice));
            }
        }
    }

    private HoldTerms Terms(Advice advice) =>
        new(HoldKind.Passing, advice.Account, advice.What.ExpectedGpuSeconds, run.Users.HoldsMoreThanHisShare);
}
