using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Explaining;

/// <summary>Watches one job through a run: why it waits, who holds what it needs, and what happens to it.</summary>
internal sealed class JobWatch : IDecisionLog, IAllocationObserver
{
    private const int MostNamed = 5;

    private readonly Workload _workload;
    private readonly int _job;
    private readonly WaitSpans _waits = new();
    private readonly Holders _holders;
    private readonly Incidents _incidents;
    private readonly JobHistory _history = new();
    private readonly Dictionary<int, SimTime> _reserved = [];
    private readonly List<int> _overtakers = [];
    private bool[] _accepted = [];
    private (SimTime Until, string Reason)? _held;
    private string? _acted;
    private bool _heldInThisPass;

    public JobWatch(Workload workload, Platform platform, int job)
    {
        (_workload, _job) = (workload, job);
        _holders = new Holders(workload, _waits);
        _incidents = new Incidents(workload, platform, job);
    }

    public IReadOnlyList<WaitSpan> Waits => _waits.Closed;

    public ImmutableArray<JobIncident> Incidents => _incidents.All();

    /// <summary>What was done to the job.</summary>
    public ImmutableArray<JobStep> Steps => _history.Steps;

    /// <summary>The jobs that waited when this one was submitted.</summary>
    public Overtaking Ahead { get; private set; } = new(0, 0, []);

    /// <summary>The jobs that were submitted later and started for the first time while this one waited.</summary>
    public Overtaking Overtakers => Sum(_overtakers);

    /// <summary>When the job was promised to start at the latest, at first; <c>null</c>: never promised.</summary>
    public SimTime? FirstPromise { get; private set; }

    public ImmutableArray<HeldShare> HoldingJobs => _holders.Jobs(MostNamed);

    public ImmutableArray<HeldShare> HoldingUsers => _holders.Users(MostNamed);

    public void Reserved(int job, SimTime start)
    {
        _reserved[job] = start;
        if (job == _job && !start.IsNever)
        {
            FirstPromise ??= start;
        }
    }

    public void HeldBack(int job, SimTime until, string reason)
    {
        if (job == _job)
        {
            _held = (until, reason);
            _heldInThisPass = true;
        }
    }

    public void Acted(int job, string reason)
    {
        if (job == _job)
        {
            _acted = reason;
        }
    }

    public void PassEnded(SchedulingView view)
    {
        if (_acted is { } why)
        {
            _incidents.Tell(view.Now, why);
            _acted = null;
        }

        bool held = _held is { } hold && (_heldInThisPass || hold.Until > view.Now);
        _heldInThisPass = false;
        JobView job = view.Job(_job);
        _history.PassEnded(view.Now, job.Placement);
        if (job.Status != JobStatus.Pending)
        {
            _held = null;
            _waits.Close(view.Now);
            return;
        }

        LookAround(view, job.Demand);
        Judge(view, RoomCheck.Of(view, job.Demand), held ? _held!.Value.Reason : null);
    }

    // Once, when the job is first seen waiting.
    private void LookAround(SchedulingView view, Demand demand)
    {
        if (_accepted.Length == 0)
        {
            _accepted = [.. Enumerable.Range(0, view.Free.NodeCount).Select(node => view.Free.Accepts(node, demand))];
            List<int> ahead = [];
            foreach (int other in view.Pending)
            {
                if (other != _job && !IsLater(other))
                {
                    ahead.Add(other);
                }
            }

            Ahead = Sum(ahead);
        }
    }

    private void Judge(SchedulingView view, RoomCheck room, string? held)
    {
        double free = room.Free / 1000.0;
        if (held is not null)
        {
            _waits.At(view.Now, WaitCause.HeldBack, "", held, free);
        }
        else if (room.Cause is { } missing)
        {
            _waits.At(view.Now, missing, "", "", free);
        }
        else
        {
            int first = FirstReserved();
            WaitCause cause = first < 0 ? WaitCause.NotChosen : WaitCause.Reservation;
            _waits.At(view.Now, cause, first < 0 ? "" : _workload.Jobs[first].Id, "", free);
        }
    }

    public void Observe(in SimulationEvent happened)
    {
        if (happened.Kind == EventKind.JobStarted)
        {
            _reserved.Remove(happened.Job);
            if (happened.Value == 0 && _waits.IsOpen && IsLater(happened.Job))
            {
                _overtakers.Add(happened.Job);
            }
        }

        if (happened.Job == _job)
        {
            _incidents.Observe(happened);
            _history.Observe(happened);
        }
    }

    public void Taken(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start) =>
        _incidents.Taken(job, node, start);

    public void Released(
        int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start, SimTime end)
    {
        if (job == _job)
        {
            _incidents.Released(node, end);
        }
        else if (_accepted.Length > 0 && _accepted[node])
        {
            bool hasGpus = _workload.Jobs[_job].Request.PerInstance.Gpus > 0;
            _holders.Add(job, hasGpus ? gpuMilli : cpuMilli, start, end);
        }
    }

    private bool IsLater(int job) => _workload.Jobs[job].SubmitTime > _workload.Jobs[_job].SubmitTime;

    // Which reservation is in the way is not known where there are several: the one that is due first is named.
    private int FirstReserved() => _reserved.Where(pair => pair.Key != _job)
        .OrderBy(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key).FirstOrDefault(-1);

    private Overtaking Sum(List<int> jobs) => new(
        jobs.Count,
        jobs.Sum(job => (long)_workload.Jobs[job].Request.Instances * _workload.Jobs[job].Request.PerInstance.Gpus),
        [.. jobs.Take(MostNamed).Select(job => _workload.Jobs[job].Id)]);
}
