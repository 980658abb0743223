using System.Collections.Immutable;
using ClusterSim.Behavior;
using ClusterSim.Events;
using ClusterSim.Scheduling.Patterns;

namespace ClusterSim.Scheduling.Policies;

/// <summary>
/// Wraps a base policy and acts on what the rules of the run find before the base policy schedules, within guard rails,
/// and keeps book of what each rule promised and brought. Experimental: a policy of this project, not of a paper. It
/// sees requests, events and detections, never profiles.
/// </summary>
/// <remarks>
/// A job that was harmed is never acted on again. How a rule is judged by its outcomes is a matter of
/// <see cref="PatternDrivenOptions.Learning"/>. At a moment at which nothing but a detection happened the base policy
/// is asked only if something was done about it, so that it decides exactly as it would alone when nothing is done.
/// </remarks>
public sealed class PatternDrivenPolicy : ISchedulingPolicy, IEventObserver, IRuleLedger
{
    private readonly ISchedulingPolicy _basePolicy;
    private readonly PatternDrivenOptions _options;
    private readonly List<Advice> _fresh = [];
    private RuleAccounts _accounts;
    private PatternRun? _run;
    private Priorities? _priorities;
    private ImmutableArray<IPatternAction> _actions = [];
    private Decisions? _decisions;
    private int _seen;

    /// <summary>A policy around another one.</summary>
    /// <param name="basePolicy">Who schedules; must not be in use by another run.</param>
    /// <param name="options">How recommendations are treated; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public PatternDrivenPolicy(ISchedulingPolicy basePolicy, PatternDrivenOptions? options = null)
        : this("pattern-driven", basePolicy, options)
    {
    }

    internal PatternDrivenPolicy(string name, ISchedulingPolicy basePolicy, PatternDrivenOptions? options)
    {
        ArgumentNullException.ThrowIfNull(basePolicy);
        (Name, _basePolicy, _options) = (name, basePolicy, options ?? new PatternDrivenOptions());
        _options.Check();
        _accounts = new RuleAccounts(_options, null);
        Options = WrappedOptions.Of(basePolicy, PatternDrivenCatalog.ValuesOf(_options));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Options { get; }

    /// <inheritdoc/>
    public ISchedulingPolicy BasePolicy => _basePolicy;

    /// <inheritdoc/>
    public ImmutableArray<RuleLedgerEntry> Ledger => _accounts.Entries;

    /// <inheritdoc/>
    public void Begin(SchedulingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        (_accounts, _seen) = (new RuleAccounts(_options, view), 0);
        _run = new PatternRun(view, _options, GoesByPriority(_basePolicy));
        _priorities = new Priorities(_run);
        _actions = PatternActions.Of(_run, _priorities);
        _decisions = new Decisions(_run, _actions);
        _basePolicy.Begin(view);
    }

    /// <inheritdoc/>
    public void Schedule(SchedulingView view, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(plan);
        PatternRun run = _run ?? throw new InvalidOperationException("Begin was not called.");
        long before = run.Changes;
        Decide(run, view, plan);

        if (view.OnlyDetections && run.Changes == before)
        {
            view.PostponePass();
        }
        else
        {
            _basePolicy.Schedule(view, plan);
        }

        run.Held.EndPass(plan);
    }

    /// <inheritdoc/>
    public void Observe(in SimulationEvent happened)
    {
        if (_run is null || _options.Mode != PatternDrivenMode.Act)
        {
            return;
        }

        if (happened.Job >= 0)
        {
            _run.Observe(happened);
            _priorities!.Observe(happened);
        }

        foreach (IPatternAction action in _actions)
        {
            action.Observe(happened);
        }
    }

    private void Decide(PatternRun run, SchedulingView view, Plan plan)
    {
        DecisionLatency? latency = view.Detections.Count > 0 ? view.Latency : null;
        long start = latency?.Now ?? 0;
        TakeDetections(view);
        if (_options.Mode == PatternDrivenMode.Act)
        {
            Act(run, plan);
        }

        latency?.Decisions.Add(latency.Since(start));
    }

    private void TakeDetections(SchedulingView view)
    {
        for (int i = 0; i < view.Detections.Count; i++)
        {
            Detection detection = view.Detections[i];
            if (detection.Index < _seen)
            {
                continue;
            }

            _seen = detection.Index + 1;
            RuleAccount account = _accounts.Of(detection);
            account.CountDetection(detection.Recommendation?.Action ?? RecommendedAction.Notify);
            if (detection.Recommendation is { Action: not RecommendedAction.Notify, Job: >= 0 })
            {
                _fresh.Add(Advice.Of(view, detection, account, _run!.Utilizations));
            }
        }
    }

    private void Act(PatternRun run, Plan plan)
    {
        run.Rails.BeginPass();
        _priorities!.BeginPass(plan);
        foreach (IPatternAction action in _actions)
        {
            action.BeginPass(plan);
        }

        _decisions!.TakeIn(_fresh, plan);
        _decisions.Retry(plan);
        run.Held.BeginPass(plan);
    }

    // A policy of the catalogue names its order; of one's own nothing is known, and it gets the benefit of doubt.
    private static bool GoesByPriority(ISchedulingPolicy policy) =>
        policy.Options.TryGetValue("order", out string? order)
            ? order == "priority"
            : PolicyCatalog.TryFind(policy.Name) is null;
}
