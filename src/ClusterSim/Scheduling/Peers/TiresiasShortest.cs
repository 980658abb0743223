using System.Collections.Immutable;
using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The schedules <c>sjf</c>, <c>shortest</c> and <c>shortest-gpu</c> of the simulator of Tiresias's authors, commit
/// 959f9b0: when a job comes or ends, all jobs are sorted anew, ask in this order as if the machine were empty, and
/// running ones that do not fit stop. Nothing happens in between; equal jobs keep the order of the last time.
/// </summary>
internal sealed class TiresiasShortest(string name, TiresiasJobOrder order) : ISchedulingPolicy
{
    private readonly FirstFit _placement = new();
    private readonly List<int> _jobs = [];
    private ProcessorCount? _processors;
    private CountedAdmission? _admission;
    private (long Key, int Place, int Job)[] _sorted = [];
    private bool[] _seen = [];

    public string Name => name;

    public IReadOnlyDictionary<string, string> Options => ImmutableSortedDictionary<string, string>.Empty;

    public void Begin(SchedulingView view)
    {
        _processors = new ProcessorCount(view);
        _admission = new CountedAdmission(view, _processors, _placement);
        _jobs.Clear();
        _seen = new bool[view.JobCount];
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        if (_admission is null)
        {
            throw new InvalidOperationException("Begin was not called.");
        }

        if (!TakeIn(view))
        {
            return;
        }

        Sort(view);
        _admission.Begin();
        foreach (int job in _jobs)
        {
            _admission.Ask(job);
        }

        _admission.Apply(plan);
    }

    private bool TakeIn(SchedulingView view)
    {
        int left = _jobs.RemoveAll(job => view.Job(job).Status is not (JobStatus.Pending or JobStatus.Running));
        int before = _jobs.Count;
        foreach (int job in view.Queued)
        {
            if (!_seen[job] && view.Pending.Contains(job))
            {
                _seen[job] = true;
                _jobs.Add(job);
            }
        }

        return left > 0 || _jobs.Count > before;
    }

    private void Sort(SchedulingView view)
    {
        if (_sorted.Length < _jobs.Count)
        {
            _sorted = new (long, int, int)[_jobs.Count * 2];
        }

        for (int place = 0; place < _jobs.Count; place++)
        {
            _sorted[place] = (Key(view, _jobs[place]), place, _jobs[place]);
        }

        _sorted.AsSpan(0, _jobs.Count).Sort();
        for (int place = 0; place < _jobs.Count; place++)
        {
            _jobs[place] = _sorted[place].Job;
        }
    }

    private long Key(SchedulingView view, int job)
    {
        long need = _processors!.NeedMilli(job);
        if (order == TiresiasJobOrder.Sjf)
        {
            return need;
        }

        JobView asked = view.Job(job);
        long left = asked.Request.Walltime is { } walltime
            ? (walltime - asked.ExecutedTime).Ticks
            : WaitingJobs.Endless / 2;
        double area = left * (order == TiresiasJobOrder.ShortestGpu ? need / 1000.0 : 1);
        return area < WaitingJobs.Endless ? (long)area : WaitingJobs.Endless;
    }
}
