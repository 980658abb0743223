using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Time;

namespace ClusterSim.Engine;

/// <summary>Validates each verb of a plan and carries it out at once, or refuses it as a whole and notes why.</summary>
internal sealed class PlanExecutor(RunState run, JobLifecycle jobs) : IPlanExecutor
{
    private readonly SortedDictionary<(string Verb, RefusalReason Reason), Refusal> _refusals = [];
    private readonly HashSet<SimTime> _wakeUps = [];

    // Made once: a pass allocates nothing for its verbs.
    private readonly Action<int> _evict = jobs.Evict;
    private readonly Action<int> _preempt = jobs.Preempt;
    private readonly Action<int> _reclaim = jobs.Reclaim;
    private readonly Action<int> _reject = jobs.Reject;

    public IEnumerable<Refusal> Refusals => _refusals.Values;

    public bool HasWakeUps => _wakeUps.Count > 0;

    public RefusalReason Start(int job, Placement placement)
    {
        RefusalReason reason = StatusProblem(job, JobStatus.Pending, RefusalReason.NotPending);
        if (reason == RefusalReason.None)
        {
            Demand demand = AsStarted(job, placement);
            reason = run.Cluster.Free.Check(demand, placement);
            if (reason == RefusalReason.None)
            {
                run.Jobs.Demand[job] = demand;
                Move(job, placement, runs: false);
            }
        }

        return Note(nameof(Start), job, reason);
    }

    public RefusalReason Share(int job, Placement placement, bool yields)
    {
        bool runs = IsJob(job) && run.Jobs.Status[job] == JobStatus.Running;
        RefusalReason reason = runs
            ? StatusProblem(job, JobStatus.Running, RefusalReason.NotRunning)
            : StatusProblem(job, JobStatus.Pending, RefusalReason.NotPending);
        reason = reason == RefusalReason.None
            ? run.Cluster.CheckShared(job, run.Jobs.Demand[job], placement, run.Jobs.Placement[job])
            : reason;
        reason = reason == RefusalReason.None && !yields && !run.Memory.Suffices(job, placement)
            ? RefusalReason.GpuMemory
            : reason;
        if (reason == RefusalReason.None)
        {
            Move(job, placement, runs, yields);
        }

        return Note(nameof(Share), job, reason);
    }

    public RefusalReason Restart(int job) =>
        Act(nameof(Restart), job, JobStatus.Running, RefusalReason.NotRunning, _evict);

    public RefusalReason Preempt(int job) =>
        Act(nameof(Preempt), job, JobStatus.Running, RefusalReason.NotRunning, _preempt);

    public RefusalReason Migrate(int job, Placement placement)
    {
        RefusalReason reason = StatusProblem(job, JobStatus.Running, RefusalReason.NotRunning);
        reason = reason == RefusalReason.None ? CheckInPlaceOf(job, run.Jobs.Demand[job], placement) : reason;
        if (reason == RefusalReason.None)
        {
            Move(job, placement, runs: true);
        }

        return Note(nameof(Migrate), job, reason);
    }

    public RefusalReason Resize(int job, Placement placement)
    {
        RefusalReason reason = StatusProblem(job, JobStatus.Running, RefusalReason.NotRunning);
        reason = reason == RefusalReason.None && placement.Instances < 1 ? RefusalReason.ImpossibleSize : reason;
        if (reason == RefusalReason.None)
        {
            Demand resized = run.Jobs.Demand[job].WithInstances(placement.Instances);
            reason = CheckInPlaceOf(job, resized, placement);
            if (reason == RefusalReason.None)
            {
                Overheads cost = run.Options.Overheads;
                jobs.Change(job, resized, placement, cost.Checkpoint + cost.Restore, EventKind.JobResized);
                jobs.NotePlanned(job);
            }
        }

        return Note(nameof(Resize), job, reason);
    }

    public RefusalReason Reclaim(int job) =>
        Act(nameof(Reclaim), job, JobStatus.Running, RefusalReason.NotRunning, _reclaim);

    public RefusalReason Reject(int job) =>
        Act(nameof(Reject), job, JobStatus.Pending, RefusalReason.NotPending, _reject);

    public RefusalReason SetPriority(int job, int priority)
    {
        RefusalReason reason = !IsJob(job) ? RefusalReason.UnknownJob : RefusalReason.None;
        if (reason == RefusalReason.None)
        {
            run.Jobs.Priority[job] = priority;
            run.View.PriorityVersion++;
        }

        return Note(nameof(SetPriority), job, reason);
    }

    public RefusalReason SetBatch(int job, int? batchSize)
    {
        bool possible = IsJob(job) && run.Training[job]?.Report is { } report
            && (batchSize is null || (batchSize >= report.Limits.Initial && batchSize <= report.Limits.Largest));
        if (possible)
        {
            run.Training[job]!.Report.FixedBatchSize = batchSize;
        }

        return Note(nameof(SetBatch), job, possible ? RefusalReason.None : RefusalReason.ImpossibleBatch);
    }

    public RefusalReason SetPower(int node, NodePower power) =>
        Note(nameof(SetPower), -1, run.Sleep.Set(node, power));

    public RefusalReason CapPower(int job, double? wattsPerGpu)
    {
        RefusalReason reason = LimitProblem(
            job, wattsPerGpu is null or (> 0 and < double.PositiveInfinity), RefusalReason.ImpossibleCap);
        if (reason == RefusalReason.None)
        {
            run.Limits.SetWatts(job, wattsPerGpu);
            jobs.Limit(job);
            run.Emit(EventKind.JobPowerCapped, job, gpus: run.Jobs.Demand[job].TotalGpus, value: wattsPerGpu ?? 0);
        }

        return Note(nameof(CapPower), job, reason);
    }

    public RefusalReason SetFrequency(int job, int? permille)
    {
        bool possible = permille is null || (permille >= FrequencyCurve.LeastPermille && permille <= 1000);
        RefusalReason reason = LimitProblem(job, possible, RefusalReason.ImpossibleFrequency);
        if (reason == RefusalReason.None)
        {
            run.Limits.SetFrequency(job, permille);
            jobs.Limit(job);
            run.Emit(
                EventKind.JobFrequencySet, job, gpus: run.Jobs.Demand[job].TotalGpus, value: permille ?? 1000);
        }

        return Note(nameof(SetFrequency), job, reason);
    }

    public RefusalReason WakeAt(SimTime time)
    {
        if (time <= run.Now || time.IsNever)
        {
            return Note(nameof(WakeAt), -1, RefusalReason.NotInTheFuture);
        }

        if (_wakeUps.Add(time))
        {
            run.Queue.Schedule(time, EventPhase.Timer, (int)EventCode.WakeUp, 0);
        }

        return RefusalReason.None;
    }

    /// <summary>A wake-up came due.</summary>
    public void WakeUp()
    {
        _wakeUps.Remove(run.Now);
        run.PassNeeded = true;
    }

    private RefusalReason Act(string verb, int job, JobStatus needed, RefusalReason otherwise, Action<int> act)
    {
        RefusalReason reason = StatusProblem(job, needed, otherwise);
        if (reason == RefusalReason.None)
        {
            act(job);
        }

        return Note(verb, job, reason);
    }

    private RefusalReason LimitProblem(int job, bool possible, RefusalReason otherwise) =>
        !IsJob(job) ? RefusalReason.UnknownJob
        : run.Jobs.Status[job] is not (JobStatus.Pending or JobStatus.Running) ? RefusalReason.NotRunning
        : possible && run.Jobs.Demand[job].TotalGpus > 0 ? RefusalReason.None
        : otherwise;

    private bool IsJob(int job) => job >= 0 && job < run.Jobs.Count;

    private RefusalReason StatusProblem(int job, JobStatus needed, RefusalReason otherwise)
    {
        if (!IsJob(job))
        {
            return RefusalReason.UnknownJob;
        }

        return jobs.IsPlanned(job) ? RefusalReason.AlreadyPlanned
            : run.Jobs.Status[job] == needed ? RefusalReason.None : otherwise;
    }

    // Only a training job starts with another number of instances than it asked for.
    private Demand AsStarted(int job, Placement placement)
    {
        Demand asked = run.Jobs.Demand[job];
        return placement.Instances == asked.Instances || placement.Instances < 1 || run.Training[job] is null
            ? asked
            : asked.WithInstances(placement.Instances);
    }

    // The new placement may use what the job itself holds now.
    private RefusalReason CheckInPlaceOf(int job, Demand demand, Placement placement) =>
        run.Cluster.CheckInPlaceOf(job, run.Jobs.Demand[job], run.Jobs.Placement[job]!, demand, placement);

    private void Move(int job, Placement placement, bool runs, bool yields = false)
    {
        run.Jobs.Yields[job] = yields;
        if (runs)
        {
            Overheads cost = run.Options.Overheads;
            TimeSpan overhead = cost.Checkpoint + cost.Restore + cost.Migrate;
            jobs.Change(job, run.Jobs.Demand[job], placement, overhead, EventKind.JobMigrated);
        }
        else
        {
            jobs.Start(job, placement);
        }

        jobs.NotePlanned(job);
    }

    private RefusalReason Note(string verb, int job, RefusalReason reason)
    {
        if (reason != RefusalReason.None)
        {
            Refusal known = _refusals.GetValueOrDefault((verb, reason)) ?? new Refusal(verb, reason, 0, run.Now, job);
            _refusals[(verb, reason)] = known with { Count = known.Count + 1 };
            run.Emit(EventKind.PlanRefused, IsJob(job) ? job : -1, detail: (int)reason);
        }

        return reason;
    }
}
