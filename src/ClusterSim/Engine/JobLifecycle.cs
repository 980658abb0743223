using System.Collections.Immutable;
using ClusterSim.Engine.Failures;
using ClusterSim.Events;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Engine;

/// <summary>Carries jobs from state to state: the only place that starts and stops work.</summary>
internal sealed partial class JobLifecycle(RunState run)
{
    private readonly EventHandle[] _end = new EventHandle[run.Jobs.Count];
    private readonly SimTime[] _heldSince = new SimTime[run.Jobs.Count];
    private readonly TimeSpan[] _waited = new TimeSpan[run.Jobs.Count];
    private readonly TimeSpan[] _overhead = StartUps(run);
    private readonly SimTime[] _leftAt = JobTable.Never(run.Jobs.Count);
    private readonly int[] _lastNodes = new int[run.Jobs.Count];
    private readonly long[] _plannedIn = new long[run.Jobs.Count];
    private readonly List<int> _starting = [];
    private readonly JobTelemetry _telemetry = new(run);
    private readonly CheckpointIntervals _intervals = new(run);
    private long _passes = 1;

    /// <summary>Whether the current pass has started or changed the job.</summary>
    public bool IsPlanned(int job) => _plannedIn[job] == _passes;

    /// <summary>Notes that the current pass has started or changed the job.</summary>
    public void NotePlanned(int job) => _plannedIn[job] = _passes;

    /// <summary>What observers see of running jobs between a start and a stop.</summary>
    public JobTelemetry Telemetry => _telemetry;

    public TimeSpan Waited(int job) => _waited[job];

    public SimTime LeftAt(int job) => _leftAt[job];

    public int LastNodes(int job) => _lastNodes[job];

    public void Submit(int job)
    {
        run.Emit(EventKind.JobSubmitted, job);
        Enqueue(job);
    }

    public void Reject(int job)
    {
        Leave(job, JobStatus.Rejected);
        run.Emit(EventKind.JobRejected, job);
    }

    /// <summary>Books a start; the job runs when the pass is over.</summary>
    public void Start(int job, Placement placement)
    {
        Settle(job, placement);
        run.Cluster.Take(job, run.Jobs.Demand[job], placement);
        run.Jobs.Placement[job] = placement;
        run.Jobs.Status[job] = JobStatus.Running;
        run.View.LeaveQueue(job);
        run.View.Running.Add(job);
        _waited[job] += run.Now - run.Jobs.QueuedSince[job];
        run.Jobs.FirstStart[job] = SimTime.Min(run.Jobs.FirstStart[job], run.Now);
        run.Jobs.LastStart[job] = run.Now;
        run.Jobs.Accounted[job] = run.Now;
        _heldSince[job] = run.Now;
        _lastNodes[job] = placement.NodeCount;
        OpenAllocation(job);
        _starting.Add(job);
        _works[job] = false;
        run.Network?.Join(job);
        Resettle();
    }

    /// <summary>Lets the jobs that the pass started run.</summary>
    public void RunStarted()
    {
        SolveNetwork();
        foreach (int job in _starting)
        {
            int firstNode = run.Jobs.Placement[job]!.Slices[0].Node;
            run.Emit(EventKind.JobStarted, job, firstNode, run.Jobs.Demand[job].TotalGpus, run.Jobs.Restarts[job]);
            run.Training.Allocate(job);
            Continue(job, _overhead[job]);
            _telemetry.Report(job);
        }

        _starting.Clear();
        _passes++;
    }

    /// <summary>The job has done all its work.</summary>
    public void Finish(int job)
    {
        (JobStatus status, EventKind kind) = run.Traits.Outcome(job) switch
        {
            JobOutcome.Failed when Retries.Succeeds(job) => (JobStatus.Completed, EventKind.JobCompleted),
            JobOutcome.Failed => (JobStatus.Failed, EventKind.JobFailed),
            JobOutcome.Cancelled => (JobStatus.Cancelled, EventKind.JobCancelled),
            _ => (JobStatus.Completed, EventKind.JobCompleted),
        };
        if (status == JobStatus.Failed && Retries.TryNext(job, out TimeSpan backOff))
        {
            AwaitRetry(job, backOff);
            return;
        }

        End(job, status, kind);
    }

    /// <summary>The job has used up its walltime.</summary>
    public void TimeOut(int job) => End(job, JobStatus.TimedOut, EventKind.JobTimedOut);

    /// <summary>Stops a job after a checkpoint and returns it to the queue.</summary>
    public void Preempt(int job)
    {
        int gpus = Stop(job);
        run.Progress.Save(job);
        Overheads cost = run.Options.Overheads;
        TimeSpan unspent = PreemptionCosts.AddUp(cost.Preemption) ? run.Progress.Overhead(job) : TimeSpan.Zero;
        Requeue(job, (RestartOf(run, job) ?? cost.OfPreemption(gpus)) + unspent);
        run.Emit(EventKind.JobPreempted, job, gpus: gpus);
    }

    /// <summary>Stops a job without warning and returns it to the queue.</summary>
    public void Evict(int job)
    {
        int gpus = Stop(job);
        TimeSpan lost = FallBack(job);
        Requeue(job, RestartOf(run, job) ?? run.Options.Overheads.Restore);
        run.Emit(EventKind.JobEvicted, job, gpus: gpus, value: lost.TotalSeconds);
    }

    /// <summary>Takes the resources of a job that is held to be finished.</summary>
    public void Reclaim(int job)
    {
        int gpus = Stop(job);
        JobProfile profile = run.Workload.Jobs[job].Profile;
        if (run.Progress.Done(job) >= profile.UsefulRunTime)
        {
            TimeSpan freed = run.Progress.Left(job) / run.Progress.Rate(job);
            run.Accounts.BookReclaim(job, run.Jobs.Demand[job], freed);
            Leave(job, JobStatus.Reclaimed);
            run.Emit(EventKind.JobReclaimed, job, gpus: gpus, detail: (int)Math.Min(freed.TotalSeconds, int.MaxValue));
            return;
        }

        TimeSpan lost = FallBack(job);
        Requeue(job, RestartOf(run, job) ?? run.Options.Overheads.Restore);
        // A wrong reclaim that happens to fall on a checkpoint loses nothing, but must not look like a right one.
        run.Emit(EventKind.JobReclaimed, job, gpus: gpus, value: Math.Max(lost.TotalSeconds, 1e-7));
    }

    /// <summary>Moves or resizes a running job.</summary>
    public void Change(int job, Demand demand, Placement placement, TimeSpan overhead, EventKind kind)
    {
        int before = run.Jobs.Demand[job].TotalGpus;
        Stop(job);
        run.Progress.Save(job);
        run.Jobs.Demand[job] = demand;
        Settle(job, placement);
        run.Cluster.Take(job, demand, placement);
        run.Jobs.Placement[job] = placement;
        run.Jobs.Status[job] = JobStatus.Running;
        run.View.Running.Add(job);
        _heldSince[job] = run.Now;
        _lastNodes[job] = placement.NodeCount;
        OpenAllocation(job);
        run.Training.Allocate(job);
        run.Network?.Join(job);
        Resettle();
        Continue(job, overhead);
        run.Emit(kind, job, placement.Slices[0].Node, demand.TotalGpus, before);
        _telemetry.Report(job);
    }

    /// <summary>
    /// The rate of a running job changes while it stays where it is: its own progress or a neighbour makes it so.
    /// </summary>
    public void ChangeRate(int job)
    {
        run.Queue.Cancel(_end[job]);
        _telemetry.End(job);
        Account(job);
        TimeSpan dated = EndEpoch(job);
        Continue(job, run.Progress.Overhead(job) + dated);
        if (run.Limits.Any)
        {
            // Under a limit the rate changes with the phase, whose own event was withdrawn at the same moment.
            _telemetry.Report(job);
        }
    }

    /// <summary>A limit on a job's GPUs changed.</summary>
    public void Limit(int job)
    {
        if (run.Jobs.Status[job] == JobStatus.Running && _works[job])
        {
            ChangeRate(job);
        }

        run.Power?.NoteLimit(job);
    }

    /// <summary>
    /// Brings the accounts of every running job up to date; closes its allocations when the run is over.
    /// </summary>
    public void CloseBooks()
    {
        foreach (int job in run.View.Running)
        {
            CloseAllocation(job);
            Account(job);
        }

        foreach (int job in run.View.Pending)
        {
            _waited[job] += run.Now - run.Jobs.QueuedSince[job];
        }

        for (int job = run.View.NextHeld(0); job >= 0; job = run.View.NextHeld(job + 1))
        {
            _waited[job] += run.Now - run.Jobs.QueuedSince[job];
        }
    }

    private static TimeSpan[] StartUps(RunState run)
    {
        TimeSpan[] startUps = new TimeSpan[run.Jobs.Count];
        for (int job = 0; job < startUps.Length; job++)
        {
            startUps[job] = RestartOf(run, job) ?? run.Options.Overheads.StartUp;
        }

        return startUps;
    }

    private static TimeSpan? RestartOf(RunState run, int job)
    {
        ImmutableSortedDictionary<string, TimeSpan> known = run.Options.Overheads.RestartByApplication;
        return known.Count > 0 && known.TryGetValue(run.Workload.Jobs[job].Request.Application, out TimeSpan restart)
            ? restart
            : null;
    }

    private void Enqueue(int job)
    {
        run.Jobs.Status[job] = JobStatus.Pending;
        run.Jobs.QueuedSince[job] = run.Now;
        run.View.Pending.Add(job);
        run.View.NoteQueued(job);
        run.PassNeeded = true;
    }

    private void Requeue(int job, TimeSpan overhead)
    {
        if (run.Jobs.Demand[job].IsResized)
        {
            // Back in the queue it asks for what it asked for at first: a resize was about the stay that is over.
            run.Jobs.Demand[job] = run.Demands.Of(run.Workload.Jobs[job].Request);
        }

        _overhead[job] = overhead;
        run.Jobs.Restarts[job]++;
        Enqueue(job);
    }

    private void Leave(int job, JobStatus status)
    {
        run.View.LeaveQueue(job);
        run.Jobs.Status[job] = status;
        _leftAt[job] = run.Now;
    }

    private void End(int job, JobStatus status, EventKind kind)
    {
        int gpus = Stop(job);
        Leave(job, status);
        run.Emit(kind, job, gpus: gpus);
    }

    private TimeSpan FallBack(int job)
    {
        TimeSpan written = Checkpoints.LastWritten(run.Workload.Jobs[job].Profile, run.Progress.Done(job));
        TimeSpan lost = run.Progress.FallBack(job, written);
        run.Training[job]?.FallBack(run.Progress.Done(job));
        run.Accounts.BookLoss(job, run.Jobs.Demand[job], lost, run.Progress.Rate(job));
        return lost;
    }

    private int Stop(int job)
    {
        run.Queue.Cancel(_end[job]);
        _telemetry.End(job);
        Settle(job, run.Jobs.Placement[job]!);
        CloseAllocation(job);
        Account(job);
        run.Network?.Leave(job, run.Now);
        _works[job] = false;
        Demand demand = run.Jobs.Demand[job];
        run.Cluster.Give(job, demand, run.Jobs.Placement[job]!);
        run.Jobs.Placement[job] = null;
        run.View.Running.Remove(job);
        run.Power?.Stop(job);
        Resettle();
        run.View.NoteLeft(job);
        run.View.ReleaseVersion++;
        run.PassNeeded = true;
        return demand.TotalGpus;
    }

    private void Continue(int job, TimeSpan overhead)
    {
        (Demand demand, Placement placement) = (run.Jobs.Demand[job], run.Jobs.Placement[job]!);
        TimeSpan done = run.Progress.Done(job);
        double rate = run.Rates.Of(job, demand, placement, done) * run.Speeds.Refresh(job);
        run.Progress.Run(job, run.Now, rate, overhead);
        if (!_works[job])
        {
            run.Progress.SetInterval(job, _intervals.Of(demand, placement, rate));
        }

        run.Training[job]?.Report.WorksFrom = run.Now + overhead;
        _works[job] = true;
        TimeSpan change = run.Rates.NextChange(job, demand, placement, done);
        (TimeSpan goal, EventCode code) = change < run.Traits.Work(job)
            ? (change, EventCode.RateChanges)
            : (run.Traits.Work(job), EventCode.WorkDone);
        SimTime end = run.Progress.Reaches(job, goal);
        end = code == EventCode.WorkDone && run.Options.EndPolling is { } polling ? polling.SeenAt(end) : end;
        if (run.Options.KillAtWalltime && run.Workload.Jobs[job].Request.Walltime is { } walltime)
        {
            SimTime limit = run.Now + (walltime - run.Jobs.Executed[job]);
            (end, code) = limit < end ? (limit, EventCode.WalltimeReached) : (end, code);
        }

        _end[job] = run.Queue.Schedule(end, EventPhase.End, (int)code, job);
        run.Power?.Continue(job, overhead);
        _telemetry.Begin(job);
    }

    private void Account(int job)
    {
        JobTable jobs = run.Jobs;
        TimeSpan elapsed = run.Now - jobs.Accounted[job];
        jobs.Executed[job] += elapsed;
        jobs.Service[job] += elapsed.Ticks * (double)JobView.ServiceMilli(jobs.Demand[job]);
        jobs.Accounted[job] = run.Now;
        TimeSpan before = run.Progress.Done(job);
        (TimeSpan overhead, TimeSpan work) = run.Progress.Integrate(job, run.Now);
        run.Network?.Book(job, (elapsed - overhead).TotalSeconds);
        SharedUse? shared = run.View.Tenants.IsShared(job) ? run.Speeds.UseOf(job) : null;
        double held = run.Models is null ? 0 : run.Accounts.AllocatedGpuSeconds(job);
        run.Accounts.Book(job, jobs.Demand[job], overhead, work, before, run.Progress.Rate(job), shared);
        run.Models?.Book(job, jobs.Placement[job]!, run.Accounts.AllocatedGpuSeconds(job) - held);
    }

    private void OpenAllocation(int job)
    {
        if (!run.Events.HasAllocationObservers || run.Jobs.Placement[job] is not { } placement)
        {
            return;
        }

        Demand demand = run.Jobs.Demand[job];
        foreach (PlacementSlice slice in placement.Slices)
        {
            run.Events.Take(
                job, slice.Node, run.View.Tenants.ShareMilli(job, demand, slice),
                (long)slice.Instances * demand.PerInstance.CpuMilli, slice.GpuMask, run.Now);
        }
    }

    private void CloseAllocation(int job)
    {
        if (!run.Events.HasAllocationObservers || run.Jobs.Placement[job] is not { } placement)
        {
            return;
        }

        Demand demand = run.Jobs.Demand[job];
        SimTime start = _heldSince[job];
        foreach (PlacementSlice slice in placement.Slices)
        {
            run.Events.Release(
                job, slice.Node, run.View.Tenants.ShareMilli(job, demand, slice),
                (long)slice.Instances * demand.PerInstance.CpuMilli, slice.GpuMask, start, run.Now);
        }
    }
}
