using ClusterSim.Behavior;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Lets others pass the next attempts of a retry loop, each for at most the back-off. Benefit: the GPU time of an
/// attempt that fails after all; minus its GPUs times the time that it was held when it succeeds.
/// </summary>
internal sealed class RequeueAction(PatternRun run) : IPatternAction
{
    private readonly WatchedGroups _loops = new();

    public RecommendedAction Kind => RecommendedAction.Requeue;

    public bool ActsOnGroup => true;

    public ActionRefusal TryApply(Advice advice, Plan plan)
    {
        SchedulingView view = run.View;
        SimTime until = view.Now + run.Options.BackOff;
        _loops.Watch(run.Groups.ApplicationOf(advice.Job), until, advice);
        TimeSpan longest = LongestAttempt(advice);
        bool othersWait = view.Pending.Count > run.Held.Count;
        foreach (int job in run.Groups.OfApplication(advice.Job))
        {
            // A running member of the loop that has not outlived the failed attempts yet is the next attempt.
            bool next = view.Running.Contains(job) && view.Now - view.Job(job).LastStart <= longest;
            if (othersWait && next && !run.Held.WasHeld(job)
                && run.Rails.Check(job, view.Now) == ActionRefusal.None && plan.Preempt(job) == RefusalReason.None)
            {
                view.Announce(job);
                run.Held.Begin(job, until, Terms(advice));
                run.NoteAction(job);
            }
            else if (view.Pending.Contains(job))
            {
                run.Held.TryHold(job, until, Terms(advice));
            }
        }

        return ActionRefusal.None;
    }

    public void BeginPass(Plan plan)
    {
        IReadOnlyList<int> queued = run.View.Queued;
        for (int i = 0; !_loops.IsEmpty && i < queued.Count; i++)
        {
            if (_loops.Find(run.Groups.ApplicationOf(queued[i]), run.View.Now) is { } loop)
            {
                SimTime until = SimTime.Min(loop.Until, run.View.Now + run.Options.BackOff);
                run.Held.TryHold(queued[i], until, Terms(loop.Advice));
            }
        }
    }

    private TimeSpan LongestAttempt(Advice advice) => advice.Detection.Evidence.Where(seen => seen.Job >= 0)
        .Max(seen => seen.Time - run.View.Job(seen.Job).LastStart);

    private static HoldTerms Terms(Advice advice) =>
        new(HoldKind.Retry, advice.Account, advice.What.ExpectedGpuSeconds, HoldTerms.Always);
}
