namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The machine as the other simulators see it: a number of equal processors. These are the GPUs when a job of the run
/// asks for GPUs, else the cores.
/// </summary>
internal sealed class ProcessorCount
{
    private readonly SchedulingView _view;
    private readonly bool _gpus;

    public ProcessorCount(SchedulingView view)
    {
        _view = view;
        for (int job = 0; job < view.JobCount && !_gpus; job++)
        {
            _gpus = view.Job(job).Demand.TotalGpuMilli > 0;
        }
    }

    /// <summary>Whether GPUs are counted, not cores.</summary>
    public bool CountsGpus => _gpus;

    /// <summary>What is free now, in 1/1000 processor.</summary>
    public long FreeMilli => _gpus ? _view.Free.TotalGpuMilli : _view.Free.TotalCpuMilli;

    /// <summary>What a job needs, in 1/1000 processor.</summary>
    public long NeedMilli(int job)
    {
        Demand demand = _view.Job(job).Demand;
        return _gpus ? demand.TotalGpuMilli : demand.TotalCpuMilli;
    }
}
