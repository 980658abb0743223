using ClusterSim.Events;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Engine;

/// <summary>
/// What observers see of a running job between its start and its stop: utilization, levels of metrics, checkpoints and
/// regular samples. Nothing here changes how a job runs, so that without observers nothing here happens.
/// </summary>
internal sealed class JobTelemetry
{
    private readonly RunState _run;
    private readonly bool _observed;
    private readonly EventHandle[] _phase;
    private readonly short[] _phaseIndex;
    private readonly EventHandle[] _milestone;
    private readonly TimeSpan[] _goal;
    private readonly MetricLevels _levels;
    private readonly TimeSpan _checkpointTime;
    private bool _samplesQueued;

    public JobTelemetry(RunState run)
    {
        _run = run;
        _observed = run.Events.HasObservers || run.Power is not null;
        int count = _observed ? run.Jobs.Count : 0;
        (_phase, _phaseIndex) = (new EventHandle[count], new short[count]);
        Overheads costs = run.Options.Overheads;
        _checkpointTime = costs.PeriodicCheckpoint;
        int milestones = run.Traits.AnyMetrics || costs.WritesPeriodicCheckpoints ? count : 0;
        (_milestone, _goal) = (new EventHandle[milestones], new TimeSpan[milestones]);
        _levels = new MetricLevels(run.Traits.AnyMetrics ? count : 0);
    }

    /// <summary>The job begins or goes on to run from its present progress.</summary>
    public void Begin(int job)
    {
        if (!_observed)
        {
            return;
        }

        SchedulePhase(job);
        if (_milestone.Length > 0)
        {
            BeginMilestones(job);
        }

        if (!_samplesQueued && _run.Options.SamplingInterval is not null)
        {
            ScheduleSamples();
        }
    }

    /// <summary>The job stops.</summary>
    public void End(int job)
    {
        if (!_observed)
        {
            return;
        }

        _run.Queue.Cancel(_phase[job]);
        if (_milestone.Length > 0)
        {
            _run.Queue.Cancel(_milestone[job]);
            _levels.End(job);
        }
    }

    /// <summary>Tells everything that is known of a job that has just begun or changed.</summary>
    public void Report(int job)
    {
        ReportUtilization(job);
        ReportLevels(job);
    }

    /// <summary>The job enters its next phase of utilization.</summary>
    public void BeginPhase(int job)
    {
        UtilizationPhase left = _run.Workload.Jobs[job].Profile.Phases[_phaseIndex[job]++];
        if (left.Kind == PhaseKind.Checkpointing)
        {
            ReportCheckpoint(job, _run.Workload.Jobs[job].Profile.Phases[_phaseIndex[job]].Start);
        }

        ReportUtilization(job);
        ScheduleNextPhase(job);
    }

    /// <summary>The job reaches a level of a metric or a periodic checkpoint.</summary>
    public void ReachMilestone(int job)
    {
        TimeSpan reached = _goal[job];
        if (IsCheckpoint(job, reached))
        {
            ReportCheckpoint(job, reached);
        }

        if (_run.Traits.HasMetrics(job))
        {
            foreach (MetricLevel level in _levels.Advance(job, _run.Workload.Jobs[job].Profile.Metrics, reached))
            {
                ReportLevel(job, level);
            }
        }

        ScheduleMilestone(job, reached);
    }

    /// <summary>Takes a sample of every running job.</summary>
    public void SampleAll()
    {
        _samplesQueued = false;
        foreach (int job in _run.View.Running)
        {
            Report(job);
            double done = _run.Progress.DoneAt(job, _run.Now).TotalSeconds;
            _run.Emit(EventKind.JobProgressed, job, gpus: _run.Jobs.Demand[job].TotalGpus, value: done);
        }

        if (_run.View.Running.Count > 0)
        {
            ScheduleSamples();
        }
    }

    private void SchedulePhase(int job)
    {
        if (_run.Traits.HasPhases(job))
        {
            _phaseIndex[job] = PhaseAt(job);
            ScheduleNextPhase(job);
        }
    }

    private void ScheduleNextPhase(int job)
    {
        var phases = _run.Workload.Jobs[job].Profile.Phases;
        int next = _phaseIndex[job] + 1;
        if (next < phases.Length && phases[next].Start < _run.Traits.Work(job))
        {
            SimTime begins = _run.Progress.Reaches(job, phases[next].Start);
            _phase[job] = _run.Queue.Schedule(begins, EventPhase.Timer, (int)EventCode.PhaseBegins, job);
        }
    }

    private void BeginMilestones(int job)
    {
        TimeSpan done = _run.Progress.Done(job);
        if (_run.Traits.HasMetrics(job))
        {
            _levels.Begin(job, _run.Workload.Jobs[job].Profile.Metrics, done);
        }

        if (_run.Progress.IsWriting(job))
        {
            // What is being written now is safe when the overhead has passed.
            Await(job, done, TimeSpan.Zero);
            return;
        }

        ScheduleMilestone(job, done);
    }

    private bool IsCheckpoint(int job, TimeSpan done) =>
        _run.Progress.Interval(job) is { Ticks: > 0 } interval && done.Ticks % interval.Ticks == 0;

    private void ScheduleMilestone(int job, TimeSpan done)
    {
        TimeSpan goal = TimeSpan.MaxValue;
        if (_run.Progress.Interval(job) is { Ticks: > 0 } interval)
        {
            goal = new TimeSpan((done.Ticks / interval.Ticks * interval.Ticks) + interval.Ticks);
        }

        if (_run.Traits.HasMetrics(job)
            && _levels.NextStart(job, _run.Workload.Jobs[job].Profile.Metrics) is { } start && start < goal)
        {
            goal = start;
        }

        if (goal < _run.Traits.Work(job))
        {
            Await(job, goal, IsCheckpoint(job, goal) ? _checkpointTime : TimeSpan.Zero);
        }
    }

    private void Await(int job, TimeSpan goal, TimeSpan writing)
    {
        _goal[job] = goal;
        _milestone[job] = _run.Queue.Schedule(
            _run.Progress.Reaches(job, goal) + writing, EventPhase.Timer, (int)EventCode.MilestoneReached, job);
    }

    private void ScheduleSamples()
    {
        long interval = _run.Options.SamplingInterval!.Value.Ticks;
        SimTime next = new((_run.Now.Ticks / interval * interval) + interval);
        _run.Queue.Schedule(next, EventPhase.Timer, (int)EventCode.SamplesDue, 0);
        _samplesQueued = true;
    }

    private void ReportUtilization(int job)
    {
        if (_observed && _run.Traits.HasPhases(job))
        {
            Job spec = _run.Workload.Jobs[job];
            UtilizationPhase phase = spec.Profile.Phases[_phaseIndex[job]];
            Demand demand = _run.Jobs.Demand[job];
            int permille = JobAccounts.UtilizationPermille(spec, demand, phase.UtilizationPermille);
            _run.Power?.SetUtilization(job, permille);
            _run.Emit(
                EventKind.UtilizationChanged, job, gpus: demand.TotalGpus, value: permille, detail: (int)phase.Kind);
        }
    }

    private void ReportLevels(int job)
    {
        if (_observed && _run.Traits.HasMetrics(job))
        {
            foreach (int level in _levels.InForce(job))
            {
                if (level >= 0)
                {
                    ReportLevel(job, _run.Workload.Jobs[job].Profile.Metrics[level]);
                }
            }
        }
    }

    private void ReportLevel(int job, MetricLevel level)
    {
        _run.Power?.SetLevel(job, level);
        _run.Emit(EventKind.MetricSampled, job, gpus: -1, value: level.Value, detail: (int)level.Metric);
    }

    private void ReportCheckpoint(int job, TimeSpan safe) => _run.Emit(
        EventKind.JobCheckpointed, job, gpus: _run.Jobs.Demand[job].TotalGpus, value: safe.TotalSeconds);

    private short PhaseAt(int job)
    {
        var phases = _run.Workload.Jobs[job].Profile.Phases;
        int index = 0;
        while (index + 1 < phases.Length && phases[index + 1].Start <= _run.Progress.Done(job))
        {
            index++;
        }

        return (short)index;
    }
}
