using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Scheduling.Peers.Gavel;

/// <summary>
/// The scheduler of Gavel's simulator (Narayanan et al., OSDI 2020), commit c4fa400: rounds in which every job does
/// whole steps only and then waits for the slowest one. The round ends with the last of them, and only then do new jobs
/// come in. It reckons in doubles; the run follows it to within microseconds.
/// </summary>
internal sealed class GavelSimulator(GavelRule rule, TimeSpan round, uint seed) : ISchedulingPolicy
{
    private static readonly ImmutableArray<string> s_fillOrder = ["v100", "p100", "k80"];

    private readonly List<GavelSlot> _slots = [];
    private readonly Packed _packed = new();
    private ImmutableArray<string> _types = [];
    private GavelRounds _rounds = new(rule, [], round.TotalSeconds, seed);
    private SimTime _roundOver;
    private double _now, _roundStart, _roundEnd;
    private int _nextArrival;

    public string Name => "gavel";

    public IReadOnlyDictionary<string, string> Options { get; } = ImmutableSortedDictionary<string, string>.Empty
        .Add("policy", GavelRules.NameOf(rule))
        .Add("round", round.TotalSeconds.ToString(CultureInfo.InvariantCulture) + "s")
        .Add("seed", seed.ToString(CultureInfo.InvariantCulture))
        .Add("variant", "artefact");

    public void Begin(SchedulingView view)
    {
        SpeedTables.Require(
            view, Name, "steps and a speed on each GPU model, which traces of the format 'gavel' have",
            request => request.Steps is null || request.GpuSpeeds.IsEmpty);
        ILookup<string, int> gpus = view.Platform.Nodes.Where(node => node.Gpus > 0)
            .ToLookup(node => node.GpuModel, node => node.Gpus);
        _types = [.. gpus.Select(type => type.Key).Order(StringComparer.Ordinal)];
        if (_types.FirstOrDefault(type => !s_fillOrder.Contains(type)) is { } unknown)
        {
            throw new PolicyException(
                [$"policy 'gavel', variant artefact: the platform has the GPU model '{unknown}', but the artefact "
                    + "knows only v100, p100 and k80."]);
        }

        _rounds = new GavelRounds(rule, [.. _types.Select(type => gpus[type].Sum())], round.TotalSeconds, seed);
        _slots.Clear();
        (_now, _roundStart, _roundEnd, _nextArrival, _roundOver) = (0, 0, double.NaN, 0, SimTime.Zero);
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        bool stopped = StopDone(view, plan);
        if (view.Now < _roundOver || _slots.Any(slot => view.Job(slot.Job.Index).Status == JobStatus.Running))
        {
            return;
        }

        if (stopped)
        {
            // A job cannot be stopped and started in one pass.
            _roundOver = view.Now + new TimeSpan(1);
            plan.WakeAt(_roundOver);
            return;
        }

        bool idle = _slots.Count == 0;
        CloseRound();
        if (idle && _nextArrival < view.JobCount && view.Job(_nextArrival).Status == JobStatus.Unsubmitted)
        {
            return;
        }

        AddArrivals(view, idle);
        BeginRound(view, plan);
        if (_slots.Count == 0 && _nextArrival == view.JobCount && _rounds.Jobs.Count > 0)
        {
            _rounds.AllowReset();
            BeginRound(view, plan);
        }
    }

    /// <summary>Stops the jobs that have done their steps.</summary>
    private bool StopDone(SchedulingView view, Plan plan)
    {
        bool stopped = false;
        foreach (GavelSlot slot in _slots)
        {
            bool due = !slot.IsLast && SimTime.FromSeconds(slot.Finish) <= view.Now;
            if (due && view.Job(slot.Job.Index).Status == JobStatus.Running)
            {
                view.Decisions?.Acted(slot.Job.Index, "it has done its steps of this round");
                plan.Preempt(slot.Job.Index);
                stopped = true;
            }
        }

        return stopped;
    }

    private void CloseRound()
    {
        if (_slots.Count == 0)
        {
            return;
        }

        // As the artefact has it: the time since the end of the round before, even when nothing ran in between.
        _roundStart = double.IsNaN(_roundEnd) ? 0 : _roundEnd;
        _now = _roundEnd = _slots.Max(slot => slot.Finish);
        foreach (GavelSlot slot in _slots.OrderByDescending(slot => slot.Finish).ThenBy(slot => slot.Job.Index))
        {
            _rounds.NoteReceived(slot.Job, slot.Type, slot.Finish - _roundStart);
            slot.Job.StepsLeft -= slot.Steps;
            if (slot.Job.StepsLeft <= 0)
            {
                _rounds.Remove(slot.Job.Index);
            }
        }

        _slots.Clear();
    }

    private void AddArrivals(SchedulingView view, bool idle)
    {
        if (idle && _nextArrival < view.JobCount)
        {
            _now = Math.Max(_now, view.Job(_nextArrival).SubmitTime.Seconds);
        }

        for (; _nextArrival < view.JobCount && view.Job(_nextArrival).SubmitTime.Seconds <= _now; _nextArrival++)
        {
            JobView job = view.Job(_nextArrival);
            if (job.Status == JobStatus.Pending)
            {
                _rounds.Add(Read(job));
            }
        }
    }

    private GavelJob Read(JobView job)
    {
        StepCount work = job.Request.Steps!.Value;
        double[] throughput =
            [.. _types.Select(type => work.PerSecond * (SpeedTables.SpeedOn(job.Request, type) ?? 0))];
        return new GavelJob(job.Index, job.Demand.TotalGpus, work.Steps, throughput);
    }

    private RefusalReason Start(SchedulingView view, Plan plan, int job, string model)
    {
        Demand there = view.Jobs.Demands.Of(view.Job(job).Request with { GpuModels = [model] });
        return _packed.Place(view.Free, there) is { } placement
            ? plan.Start(job, placement)
            : RefusalReason.DoesNotFit;
    }

    private void BeginRound(SchedulingView view, Plan plan)
    {
        List<int> order = [.. s_fillOrder.Where(_types.Contains).Select(type => _types.IndexOf(type))];
        foreach ((GavelJob job, int type) in _rounds.Choose(_now, order))
        {
            long most = (long)(job.Throughput[type] * round.TotalSeconds);
            long steps = Math.Min(most, job.StepsLeft);
            GavelSlot slot = new(job, type, steps, _now + (steps / job.Throughput[type]));
            RefusalReason refused = Start(view, plan, job.Index, _types[type]);
            if (refused == RefusalReason.None)
            {
                _slots.Add(slot);
                plan.WakeAt(SimTime.FromSeconds(slot.Finish));
            }
        }

        _roundOver = _slots.Count == 0 ? view.Now : SimTime.FromSeconds(_slots.Max(slot => slot.Finish));
    }
}
