using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Behavior;
using ClusterSim.Events;

namespace ClusterSim.Scheduling.Policies;

/// <summary>
/// Wraps a base policy and acts on what the rules of the run find: reclaims, shrinks and requeues before the base
/// policy schedules, and keeps book of what each rule promised and brought. Experimental: a policy of this project, not
/// of a paper. It sees requests, events and detections, never profiles.
/// </summary>
/// <remarks>
/// A job that lost work to a reclaim is never reclaimed again. A rule whose measured benefit is not positive after
/// <see cref="PatternDrivenOptions.MinimumApplications"/> known outcomes is suspended.
/// </remarks>
public sealed class PatternDrivenPolicy : ISchedulingPolicy, IEventObserver, IRuleLedger
{
    private readonly ISchedulingPolicy _basePolicy;
    private readonly PatternDrivenOptions _options;
    private readonly SortedDictionary<string, PatternDrivenAccount> _accounts = new(StringComparer.Ordinal);
    private PatternDrivenShrinks _shrinks = new();
    private PatternDrivenHolds _holds = new(0, TimeSpan.Zero);
    private SchedulingView? _view;
    private bool[] _harmed = [];
    private PatternDrivenAccount? _reclaiming;
    private int _seen;

    /// <summary>A policy around another one.</summary>
    /// <param name="basePolicy">Who schedules; must not be in use by another run.</param>
    /// <param name="options">How recommendations are treated; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public PatternDrivenPolicy(ISchedulingPolicy basePolicy, PatternDrivenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(basePolicy);
        (_basePolicy, _options) = (basePolicy, options ?? new PatternDrivenOptions());
        _options.Check();
        Options = basePolicy.Options.ToImmutableSortedDictionary(
            o => $"base.{o.Key}", o => o.Value, StringComparer.Ordinal)
            .SetItem("base", basePolicy.Name)
            .SetItem("mode", _options.Mode == PatternDrivenMode.Act ? "act" : "advise")
            .SetItem("confidence", _options.ConfidenceThreshold.ToString(CultureInfo.InvariantCulture))
            .SetItem("minimum-applications", _options.MinimumApplications.ToString(CultureInfo.InvariantCulture))
            .SetItem("back-off", _options.BackOff.TotalSeconds.ToString(CultureInfo.InvariantCulture) + "s");
    }

    /// <inheritdoc/>
    public string Name => "pattern-driven";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Options { get; }

    /// <inheritdoc/>
    public ImmutableArray<RuleLedgerEntry> Ledger => [.. _accounts.Values.Select(account => account.Entry)];

    /// <inheritdoc/>
    public void Begin(SchedulingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _accounts.Clear();
        _shrinks = new PatternDrivenShrinks();
        _holds = new PatternDrivenHolds(view.JobCount, _options.BackOff);
        (_view, _harmed, _reclaiming, _seen) = (view, new bool[view.JobCount], null, 0);
        _basePolicy.Begin(view);
    }

    /// <inheritdoc/>
    public void Schedule(SchedulingView view, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(plan);
        foreach (Detection detection in view.Detections)
        {
            if (detection.Index >= _seen)
            {
                _seen = detection.Index + 1;
                Consider(view, plan, detection);
            }
        }

        _holds.BeginPass(view, plan);
        _basePolicy.Schedule(view, plan);
        _holds.EndPass(view, plan);
    }

    /// <inheritdoc/>
    public void Observe(in SimulationEvent happened)
    {
        (_basePolicy as IEventObserver)?.Observe(happened);
        if (_view is null || happened.Job < 0)
        {
            return;
        }

        _shrinks.Observe(happened);
        _holds.Observe(happened, _view);
        if (happened.Kind == EventKind.JobReclaimed)
        {
            SettleReclaim(happened);
        }
    }

    private void Consider(SchedulingView view, Plan plan, Detection detection)
    {
        PatternDrivenAccount account = AccountOf(detection.RuleId);
        account.CountDetection();
        Recommendation? advice = detection.Recommendation;
        bool acts = _options.Mode == PatternDrivenMode.Act && !account.Suspended
            && advice is not null && advice.Confidence >= _options.ConfidenceThreshold;
        bool applied = acts && advice!.Action switch
        {
            RecommendedAction.Reclaim => Reclaim(view, plan, advice.Job, account),
            RecommendedAction.Shrink => Shrink(view, plan, advice, account),
            RecommendedAction.Requeue => Requeue(view, plan, detection, account),
            _ => false,
        };
        if (applied)
        {
            account.CountApplication(advice!.ExpectedGpuSeconds);
        }
    }

    private bool Reclaim(SchedulingView view, Plan plan, int job, PatternDrivenAccount account)
    {
        if (_harmed[job] || view.Job(job).Status != JobStatus.Running)
        {
            return false;
        }

        _reclaiming = account;
        bool done = plan.Reclaim(job) == RefusalReason.None;
        _reclaiming = null;
        if (view.Pending.Contains(job))
        {
            // It was not finished and waits again; the base policy shall see that in this pass, not in the next.
            view.Announce(job);
        }

        return done;
    }

    private bool Shrink(SchedulingView view, Plan plan, Recommendation advice, PatternDrivenAccount account)
    {
        JobView job = view.Job(advice.Job);
        int each = Math.Max(1, job.Demand.PerInstance.Gpus);
        int instances = (advice.TargetGpus + each - 1) / each;
        int before = job.Demand.TotalGpus;
        if (job.Status != JobStatus.Running || instances < 1 || instances >= job.Demand.Instances
            || _shrinks.Contains(advice.Job))
        {
            return false;
        }

        Placement smaller = PatternDrivenShrinks.Cut(job.Placement!, instances, job.Demand.PerInstance.Gpus);
        _shrinks.Add(advice.Job, account, before, instances * each, view.Now);
        if (plan.Resize(advice.Job, smaller) == RefusalReason.None)
        {
            return true;
        }

        _shrinks.Discard(advice.Job);
        return false;
    }

    // The ledger counts each job that was really held back as one application.
    private bool Requeue(SchedulingView view, Plan plan, Detection detection, PatternDrivenAccount account)
    {
        _holds.BackOff(view, detection.Job, account, detection.Recommendation!.ExpectedGpuSeconds);
        if (!_holds.OthersWait(view))
        {
            return false;
        }

        // A running member of the loop that has not outlived the failed attempts yet is the next attempt.
        TimeSpan longest = detection.Evidence.Where(e => e.Job >= 0).Max(e => e.Time - view.Job(e.Job).LastStart);
        foreach (int job in view.Running)
        {
            if (_holds.MayHold(view, job) && view.Now - view.Job(job).LastStart <= longest
                && plan.Preempt(job) == RefusalReason.None)
            {
                view.Announce(job);
                _holds.TryHold(view, job);
            }
        }

        return false;
    }

    private void SettleReclaim(in SimulationEvent happened)
    {
        double gpus = happened.Gpus * _view!.Job(happened.Job).Request.PerInstance.GpuMilli / 1000.0;
        bool harmed = happened.Value > 0;
        _harmed[happened.Job] |= harmed;
        _reclaiming?.Settle(gpus * (harmed ? -happened.Value : happened.Detail), harmed);
    }

    private PatternDrivenAccount AccountOf(string ruleId)
    {
        if (!_accounts.TryGetValue(ruleId, out PatternDrivenAccount? account))
        {
            _accounts.Add(ruleId, account = new PatternDrivenAccount(ruleId, _options.MinimumApplications));
        }

        return account;
    }
}
