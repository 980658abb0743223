using ClusterSim.Behavior;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Decides about each piece of advice: whether it is followed, stands until later, or is dropped, and why.
/// </summary>
internal sealed class Decisions
{
    private readonly PatternRun _run;
    private readonly IPatternAction?[] _actions;
    private readonly StandingAdvice _standing = new();

    public Decisions(PatternRun run, IEnumerable<IPatternAction> actions)
    {
        _run = run;
        _actions = new IPatternAction?[Enum.GetValues<RecommendedAction>().Length];
        foreach (IPatternAction action in actions)
        {
            _actions[(int)action.Kind] = action;
        }
    }

    /// <summary>Takes in new advice, most promising first.</summary>
    public void TakeIn(List<Advice> fresh, Plan plan)
    {
        fresh.Sort(static (a, b) =>
        {
            int bySaving = b.CalibratedGpuSeconds.CompareTo(a.CalibratedGpuSeconds);
            return bySaving != 0 ? bySaving : a.Detection.Index.CompareTo(b.Detection.Index);
        });
        foreach (Advice advice in fresh)
        {
            ActionRefusal refusal = Judge(advice);
            Follow(advice, refusal == ActionRefusal.None ? Try(advice, plan) : refusal, isNew: true);
        }

        fresh.Clear();
    }

    /// <summary>Takes up advice that stands, as long as the limits allow.</summary>
    public void Retry(Plan plan)
    {
        SimTime now = _run.View.Now;
        bool someoneWaits = _run.View.Pending.Count > _run.Held.Count;
        for (int left = someoneWaits ? _standing.Ready(now) : 0; left > 0 && !_run.Rails.IsFull(now); left--)
        {
            Advice advice = _standing.Take();
            Follow(advice, Try(advice, plan), isNew: false);
        }

        WakeForStanding(plan, now, someoneWaits);
    }

    // Judged once, when the rule hits: what is decided then is not drawn again while the advice stands.
    private ActionRefusal Judge(Advice advice)
    {
        if (advice.What.Confidence < advice.Account.ConfidenceThreshold)
        {
            return ActionRefusal.BelowConfidence;
        }

        return advice.Account.Decide(LearnedClass.Of(_run, advice.Job)) ? ActionRefusal.None : ActionRefusal.NotWorthIt;
    }

    private ActionRefusal Try(Advice advice, Plan plan)
    {
        IPatternAction action = ActionOf(advice);
        if (action.ActsOnGroup)
        {
            return action.TryApply(advice, plan);
        }

        if (!advice.StillHolds(_run.View))
        {
            return ActionRefusal.JobChanged;
        }

        ActionRefusal refusal = _run.Rails.Check(advice.Job, _run.View.Now);
        bool evenAlone = action.ServesTheJob || (_run.Options.SavesEnergyWhenNobodyWaits && action.SavesEnergy);
        refusal = refusal == ActionRefusal.None && !evenAlone && !_run.OthersWait(advice.Job)
            ? ActionRefusal.NobodyWaits
            : refusal;
        return refusal == ActionRefusal.None ? action.TryApply(advice, plan) : refusal;
    }

    private IPatternAction ActionOf(Advice advice) => _actions[(int)advice.What.Action]!;

    private void Follow(Advice advice, ActionRefusal refusal, bool isNew)
    {
        if (refusal == ActionRefusal.None)
        {
            _run.View.Decisions?.Acted(advice.Job, $"rule {advice.Detection.RuleId} found: {advice.What.Explanation}");
        }

        bool stands = StandingAdvice.MayStand(refusal) && !ActionOf(advice).ActsOnGroup;
        if (refusal != ActionRefusal.None && (isNew || !stands))
        {
            advice.Account.CountRefusal(refusal);
        }

        if (stands)
        {
            _standing.Keep(advice, refusal, _run.Rails.FreeAt(advice.Job));
        }
    }

    private void WakeForStanding(Plan plan, SimTime now, bool someoneWaits)
    {
        if (!someoneWaits)
        {
            return;
        }

        SimTime next = _standing.Ready(now) > 0 && _run.Rails.IsFull(now) ? _run.Rails.OpensAt(now) : SimTime.Never;
        next = SimTime.Min(next, _standing.NextAt);
        if (!next.IsNever)
        {
            plan.WakeAt(next);
        }
    }
}
