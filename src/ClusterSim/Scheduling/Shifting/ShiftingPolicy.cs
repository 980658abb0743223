using System.Collections.Immutable;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Shifting;

/// <summary>
/// Wraps a base policy and hides jobs from it until a rule lets them run; what may run, the base policy orders and
/// places. No job is delayed beyond its maximum delay: then it runs to its end.
/// </summary>
internal sealed class ShiftingPolicy : ISchedulingPolicy
{
    private readonly ISchedulingPolicy _basePolicy;
    private readonly IShiftRule _rule;
    private readonly ShiftingOptions _options;
    private readonly PriorityQueue<int, (long Ticks, int Job)> _due = new();
    private SignalView? _signal;
    private IShiftDecision?[] _decisions = [];
    private JobLengths _lengths;

    public ShiftingPolicy(
        string name, ISchedulingPolicy basePolicy, IShiftRule rule, ShiftingOptions options,
        ImmutableSortedDictionary<string, string> values)
    {
        (Name, _basePolicy, _rule, _options) = (name, basePolicy, rule, options);
        _lengths = new JobLengths(options);
        Options = WrappedOptions.Of(basePolicy, values);
    }

    public string Name { get; }

    public IReadOnlyDictionary<string, string> Options { get; }

    public ISchedulingPolicy BasePolicy => _basePolicy;

    /// <summary>Which jobs are put off; all others are left to whoever wraps this policy.</summary>
    public Func<JobView, bool> Considers { get; init; } = static _ => true;

    public void Begin(SchedulingView view)
    {
        _signal = view.Signals is { } signals ? _options.Signal(signals) : null;
        if (_signal is null)
        {
            throw new PolicyException(
                [$"policy '{Name}' needs a {_options.SignalName}, and the run has none; name one under 'signals'."]);
        }

        _due.Clear();
        _decisions = new IShiftDecision?[view.JobCount];
        _lengths = new JobLengths(_options);
        _basePolicy.Begin(view);
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        _lengths.Learn(view);
        int queued = view.Queued.Count;
        for (int i = 0; i < queued; i++)
        {
            Consider(view, plan, view.Queued[i], isNew: true);
        }

        while (_due.TryPeek(out int job, out (long Ticks, int Job) at) && at.Ticks <= view.Now.Ticks)
        {
            _due.Dequeue();
            Consider(view, plan, job, isNew: false);
        }

        UseReserved(view);
        _basePolicy.Schedule(view, plan);
    }

    // Nothing is decided of a job that has ended, or of one that runs and is not to be stopped.
    private void Consider(SchedulingView view, Plan plan, int index, bool isNew)
    {
        JobView job = view.Job(index);
        bool runs = job.Status == JobStatus.Running;
        if ((runs && !_rule.Interrupts) || job.Status is not (JobStatus.Pending or JobStatus.Running)
            || (isNew && view.IsHeld(index)) || !Considers(job))
        {
            return;
        }

        TimeSpan left = _lengths.MaxDelayOf(job) - (view.Now - job.SubmitTime - job.ExecutedTime);
        (bool mayRun, SimTime until) = left > TimeSpan.Zero
            ? DecisionOf(view, job, left).At(view.Now, left)
            : (true, SimTime.Never);
        Apply(view, plan, job, mayRun);
        // A step may last longer than the delay that is left.
        until = mayRun || until.IsNever ? until : SimTime.Min(until, view.Now + left);
        if (!mayRun)
        {
            Tell(view, index, until, runs);
        }

        if (!until.IsNever)
        {
            _due.Enqueue(index, (until.Ticks, index));
            plan.WakeAt(until);
        }
    }

    private void Tell(SchedulingView view, int job, SimTime until, bool stops)
    {
        if (view.Decisions is not { } log)
        {
            return;
        }

        string reason = $"the {_options.SignalName} is expected to be lower later";
        log.HeldBack(job, until, reason);
        if (stops)
        {
            log.Acted(job, reason);
        }
    }

    private IShiftDecision DecisionOf(SchedulingView view, in JobView job, TimeSpan left) =>
        _decisions[job.Index] ??= _rule.Decide(
            new ShiftRequest(_signal!, view.Signals!.Clock, view.Now, _lengths.LeftOf(job), left));

    private static void Apply(SchedulingView view, Plan plan, in JobView job, bool mayRun)
    {
        bool held = view.IsHeld(job.Index);
        if (mayRun && held)
        {
            view.Release(job.Index);
        }
        else if (!mayRun && !held && (job.Status == JobStatus.Pending || plan.Preempt(job.Index) == RefusalReason.None))
        {
            view.Hold(job.Index);
        }
    }

    // Capacity that is paid for anyway is not left idle: GAIA's work-conserving variant.
    private void UseReserved(SchedulingView view)
    {
        if (_options.Reserved == 0 || view.HeldCount == 0)
        {
            return;
        }

        long idle = (_options.Reserved * 1000) - InUse(view);
        for (int index = view.NextHeld(0); index >= 0 && idle > 0; index = view.NextHeld(index + 1))
        {
            long size = JobView.ServiceMilli(view.Job(index).Demand);
            if (size <= idle && Considers(view.Job(index)))
            {
                idle -= size;
                _decisions[index] = new PlannedStart(view.Now);
                view.Release(index);
            }
        }
    }

    private static long InUse(SchedulingView view)
    {
        long used = 0;
        foreach (int job in view.Running)
        {
            used += JobView.ServiceMilli(view.Job(job).Demand);
        }

        foreach (int job in view.Pending)
        {
            used += JobView.ServiceMilli(view.Job(job).Demand);
        }

        return used;
    }
}
