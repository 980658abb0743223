using ClusterSim.Behavior;
using ClusterSim.Engine.Failures;
using ClusterSim.Engine.Training;
using ClusterSim.Events;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;

namespace ClusterSim.Engine;

/// <summary>
/// The loop: goes from instant to instant; inside one, events in order of phase, then detections, then one scheduling
/// pass, then the starts. Nothing else advances time.
/// </summary>
internal sealed class SimulationRun
{
    private readonly RunState _run;
    private readonly ISchedulingPolicy _policy;
    private readonly IBehaviorMonitor? _monitor;
    private readonly JobLifecycle _jobs;
    private readonly TrainingClock _tuning;
    private readonly LinkAvailability _links;
    private readonly FaultSources _faults;
    private readonly PlanExecutor _executor;
    private readonly Plan _plan;
    private readonly Feasibility _feasibility;
    private readonly SimTime _horizon;
    private int _nextArrival, _seenDetections;
    private long _passes;

    public SimulationRun(RunState run, ISchedulingPolicy policy, IBehaviorMonitor? monitor)
    {
        (_run, _policy, _monitor) = (run, policy, monitor);
        _jobs = new JobLifecycle(run);
        _tuning = new TrainingClock(run, _jobs);
        _links = new LinkAvailability(run);
        _faults = new FaultSources(run, _jobs, _links);
        _executor = new PlanExecutor(run, _jobs);
        _plan = new Plan(_executor);
        _feasibility = new Feasibility(run.Cluster.Free.Trial());
        _horizon = run.Options.Horizon ?? SimTime.Never;
    }

    public RunResult Run()
    {
        try
        {
            Loop();
        }
        catch (Exception e) when (e is not OutOfMemoryException and not PolicyException)
        {
            throw Failure(e.Message, e);
        }

        _jobs.CloseBooks();
        _run.Power?.Close();
        if (_run.Cluster.FindImbalance() is { } found)
        {
            throw Failure(found);
        }

        return RunResults.Of(_run, _jobs, _policy) with
        {
            Passes = _passes,
            Network = _run.Network?.Gauges.Finish(_run.Now, _run.Topology!),
            Outages = [.. _faults.Nodes.Outages],
            Refusals = [.. _executor.Refusals],
            Detections = _monitor is null ? [] : [.. _monitor.Detections],
            Ledger = PolicyChain.Of(_policy).OfType<IRuleLedger>().LastOrDefault()?.Ledger ?? [],
        };
    }

    private void Loop()
    {
        _policy.Begin(_run.View);
        while (NextInstant() is { IsNever: false } now && now <= _horizon)
        {
            _run.Power?.AdvanceTo(now);
            _run.Now = now;
            ProcessEvents();
            _run.View.OnlyDetections = !_run.PassNeeded;
            Detect();
            if (_run.PassNeeded)
            {
                Pass();
            }
        }
    }

    private InvalidOperationException Failure(string found, Exception? cause = null) =>
        new($"at {_run.Now}, under policy '{_policy.Name}': {found}", cause);

    private SimTime NextInstant()
    {
        if (Detected > _seenDetections)
        {
            return _run.Now;
        }

        bool arrivalsLeft = _nextArrival < _run.Jobs.Count;
        if (!arrivalsLeft && _run.View.Running.Count == 0 && _jobs.Retries.BackingOff == 0 && !WaitingJobsMayStart)
        {
            return SimTime.Never;
        }

        _run.Queue.TryPeek(out SimTime next, out _);
        next = arrivalsLeft ? SimTime.Min(next, _run.Traits.SubmitTime(_nextArrival)) : next;
        return _monitor is null ? next : SimTime.Min(next, SimTime.Max(_monitor.NextDeadline, _run.Now));
    }

    // Random failures go on for ever: they alone, on a cluster that is idle and complete, start no job.
    private bool WaitingJobsMayStart => _run.View.Pending.Count + _run.View.HeldCount > 0
        && (_faults.MayComeBack || _run.Sleep.Switching > 0 || _executor.HasWakeUps
            || _monitor is { NextDeadline.IsNever: false });

    private int Detected => _monitor?.Detections.Count ?? 0;

    private void ProcessEvents()
    {
        ProcessQueued(EventPhase.NodeChange);
        while (_nextArrival < _run.Jobs.Count && _run.Traits.SubmitTime(_nextArrival) == _run.Now)
        {
            Submit(_nextArrival++);
        }

        ProcessQueued(EventPhase.Timer);
    }

    private void ProcessQueued(EventPhase last)
    {
        while (_run.Queue.TryPeek(out SimTime time, out EventPhase phase) && time == _run.Now && phase <= last)
        {
            QueuedEvent next = _run.Queue.Pop();
            Process((EventCode)next.Code, next.Subject);
        }
    }

    private void Process(EventCode code, int subject)
    {
        switch (code)
        {
            case EventCode.WorkDone:
                _jobs.Finish(subject);
                break;
            case EventCode.WalltimeReached:
                _jobs.TimeOut(subject);
                break;
            case EventCode.PhaseBegins:
                _jobs.Telemetry.BeginPhase(subject);
                break;
            case EventCode.RetryDue:
                _jobs.Retry(subject);
                break;
            case EventCode.WakeUp:
                _executor.WakeUp();
                break;
            case EventCode.MilestoneReached:
                _jobs.Telemetry.ReachMilestone(subject);
                break;
            case EventCode.TuningDue:
                _tuning.TuneAll();
                break;
            case EventCode.SamplesDue:
                _jobs.Telemetry.SampleAll();
                break;
            case EventCode.NodeArrives:
                _run.Sleep.Arrive(subject);
                break;
            case EventCode.OverheadEnds:
                _run.Power!.EndOverhead(subject);
                break;
            case EventCode.LinkChange:
                _links.Apply(_run.Options.LinkChanges[subject]);
                break;
            case EventCode.RateChanges:
                _jobs.ChangeRate(subject);
                break;
            case var other when _faults.Process(other, subject):
                break;
            default:
                throw new InvalidOperationException($"event code {code} is not one of the engine's.");
        }
    }

    private void Submit(int job)
    {
        _jobs.Submit(job);
        if (!_feasibility.CanEverRun(_run.Jobs.Demand[job]))
        {
            _jobs.Reject(job);
        }
    }

    private void Detect()
    {
        if (_monitor is null)
        {
            return;
        }

        _monitor.AdvanceTo(_run.Now);
        int first = _seenDetections;
        // Observing a detection may itself complete another rule.
        for (; _seenDetections < _monitor.Detections.Count; _seenDetections++)
        {
            _run.Emit(EventKind.BehaviorDetected, _monitor.Detections[_seenDetections].Job, detail: _seenDetections);
            _run.PassNeeded = true;
        }

        _run.View.Detections = first == _seenDetections ? [] : [.. _monitor.Detections.Skip(first)];
    }

    private void Pass()
    {
        _passes++;
        _run.View.BeginPass();
        _policy.Schedule(_run.View, _plan);
        _run.Options.Decisions?.PassEnded(_run.View);
        _run.PassNeeded = false;
        _jobs.RunStarted();
        _tuning.AfterPass();
    }
}
