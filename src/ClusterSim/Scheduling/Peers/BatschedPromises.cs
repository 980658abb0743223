using ClusterSim.Time;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The schedule that <c>easy_bf</c> and <c>conservative_bf</c> of batsched keep: each running job, and each job with a
/// reservation, holds a fixed set of machines for its walltime and the delay.
/// </summary>
internal sealed class BatschedPromises
{
    // A job that outlives its time is taken to end so much later; batsched itself stops with an error.
    private const long Overtime = TimeSpan.TicksPerSecond;

    private readonly SchedulingView _view;
    private readonly BatschedOptions _options;
    private readonly ProcessorCount _processors;
    private readonly MachineNumbers _numbers;
    private readonly MachineSlices _slices;
    private readonly ulong[]?[] _machines;
    private readonly long[] _begin;
    private readonly long[] _end;
    private readonly ulong[] _chosen;

    public BatschedPromises(SchedulingView view, ProcessorCount processors, BatschedOptions options)
    {
        (_view, _processors, _options) = (view, processors, options);
        _numbers = new MachineNumbers(view, processors);
        _slices = new MachineSlices(_numbers.Count);
        _machines = new ulong[]?[view.JobCount];
        _begin = new long[view.JobCount];
        _end = new long[view.JobCount];
        _chosen = new ulong[_numbers.Words];
    }

    /// <summary>Number of machines that are free now.</summary>
    public int FreeNow => _slices.FreeNow;

    /// <summary>Whether the job can be planned: it has a walltime, and its machines can be chosen one by one.</summary>
    public bool CanPlan(int job) => _options.LengthOf(_view.Job(job)) is not null && _numbers.CanHost(job);

    /// <summary>Whether the job runs or has a reservation.</summary>
    public bool Has(int job) => _machines[job] is not null;

    /// <summary>Takes back what is promised to a job; does nothing when nothing is.</summary>
    public void Release(int job)
    {
        if (_machines[job] is { } machines)
        {
            _slices.Release(machines, _begin[job], _end[job]);
            _machines[job] = null;
        }
    }

    /// <summary>Takes in who ended, and makes now the begin.</summary>
    /// <returns>
    /// Whether some job still runs though its time is over: whoever was to follow it must be planned anew.
    /// </returns>
    public bool Update()
    {
        foreach (int job in _view.Left)
        {
            Release(job);
        }

        return _slices.AdvanceTo(_view.Now.Ticks) && Overdue().Any();
    }

    /// <summary>Lets the running jobs whose time is over run on; nobody else may hold a promise.</summary>
    public void ProlongOverdue()
    {
        foreach (int job in Overdue().ToArray())
        {
            (_begin[job], _end[job]) = (_view.Now.Ticks, _view.Now.Ticks + Overtime);
            _slices.Hold(_machines[job]!, _begin[job], _end[job]);
        }
    }

    /// <summary>
    /// Starts a job if it fits now beside all promises, or else, if that is wanted, promises it the first fit.
    /// </summary>
    /// <returns>Whether it was started.</returns>
    public bool Insert(int job, Plan plan, bool reserve)
    {
        JobView view = _view.Job(job);
        long length = _options.LengthOf(view)!.Value.Ticks;
        int machines = (int)((_processors.NeedMilli(job) + 999) / 1000);
        long begin = _slices.FirstFit(machines, length, _chosen, onlyNow: !reserve);
        bool now = begin == _view.Now.Ticks;
        bool started = now
            && _numbers.PlacementOn(_chosen, view.Demand) is { } found
            && plan.Start(job, found) == RefusalReason.None;
        if (started || (reserve && !now && begin >= 0))
        {
            (_machines[job], _begin[job], _end[job]) = ([.. _chosen], begin, begin + length);
            _slices.Hold(_machines[job]!, begin, begin + length);
            if (!started)
            {
                _view.Decisions?.Reserved(job, new SimTime(begin));
            }
        }

        return started;
    }

    private IEnumerable<int> Overdue()
    {
        foreach (int job in _view.Running)
        {
            if (Has(job) && _end[job] <= _view.Now.Ticks)
            {
                yield return job;
            }
        }
    }
}
