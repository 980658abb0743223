using ClusterSim.Scheduling.Placements;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>
/// AntMan (Xiao et al., OSDI 2020): jobs within the quota of their queue are guaranteed their GPUs and run at full
/// speed, first come, first served. Other jobs run at once on GPUs that are not busy, in the time that the guaranteed
/// jobs leave over.
/// </summary>
internal sealed class AntManPolicy(AntManOptions options, IReadOnlyDictionary<string, string> values)
    : ISchedulingPolicy
{
    private readonly Consolidated _consolidated = new();
    private readonly GpuPick _pick = new();
    private readonly Misfits _misfits = new();
    private GpuLoads? _guaranteed, _opportunistic;
    private TrialResources? _free;
    private double[] _quota = [], _used = [];
    private int[] _queueOf = [];

    public string Name => "antman";

    public IReadOnlyDictionary<string, string> Options => values;

    public void Begin(SchedulingView view)
    {
        Signatures.Require(view, Name);
        (_guaranteed, _opportunistic) = (new GpuLoads(view), new GpuLoads(view));
        _free = view.Free.Trial();
        Dictionary<string, int> queues = new(StringComparer.Ordinal);
        _queueOf = new int[view.JobCount];
        for (int job = 0; job < view.JobCount; job++)
        {
            string name = view.Job(job).Request.Queue;
            if (!queues.TryGetValue(name, out _queueOf[job]))
            {
                queues.Add(name, _queueOf[job] = queues.Count);
            }
        }

        _used = new double[queues.Count];
        _quota = new double[queues.Count];
        Array.Fill(_quota, options.QuotaGpus ?? ((double)view.Platform.TotalGpus / queues.Count));
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        if (_guaranteed is null || _free is null)
        {
            throw new InvalidOperationException("Begin was not called.");
        }

        foreach (int job in view.Left)
        {
            _used[_queueOf[job]] -= _guaranteed.Has(job) ? view.Job(job).Demand.TotalGpus : 0;
            _guaranteed.Remove(job);
            _opportunistic!.Remove(job);
        }

        _misfits.Begin(view.ReleaseVersion);
        _free.CopyFrom(view.Free);
        Reveal(view, _free);
        bool headWaits = false;
        foreach (int job in view.Pending)
        {
            JobView waiting = view.Job(job);
            bool guaranteed = IsGuaranteed(waiting);
            bool started = guaranteed && !headWaits && StartGuaranteed(plan, waiting);
            if (guaranteed && !started && !headWaits)
            {
                view.Decisions?.Reserved(job, SimTime.Never);
            }

            // The first guaranteed job that finds no room keeps the others from passing it.
            headWaits |= guaranteed && !started;
            if (!guaranteed && !StartOpportunistic(view, plan, waiting))
            {
                view.Decisions?.HeldBack(job, view.Now, NoSpareTime);
            }
        }
    }

    private string NoSpareTime => (options.ByPriority ? "it is not guaranteed GPUs" : "its queue's quota is used up")
        + $" and no GPU that it could use beside others is less than {options.BusyUtilization:0.##} % busy";

    private bool IsGuaranteed(JobView job)
    {
        int queue = _queueOf[job.Index];
        int gpus = job.Demand.TotalGpus;
        // A job larger than its quota could never be guaranteed: it is when nothing else of its queue is.
        return options.ByPriority
            ? job.Priority >= 1
            : gpus == 0 || _used[queue] + gpus <= Math.Max(_quota[queue], _used[queue] == 0 ? gpus : 0);
    }

    // To guaranteed jobs, GPUs with opportunistic ones alone are free.
    private void Reveal(SchedulingView view, TrialResources free)
    {
        for (int node = 0; node < free.NodeCount; node++)
        {
            ulong mask = 0;
            for (int gpu = 0; gpu < _guaranteed!.Gpus(node); gpu++)
            {
                mask |= _guaranteed.Jobs(node, gpu) == 0 && _opportunistic!.Jobs(node, gpu) > 0 ? 1UL << gpu : 0;
            }

            free.Reveal(node, mask & ~view.Free.WholeGpuMask(node), +1);
        }
    }

    private bool StartGuaranteed(Plan plan, JobView job)
    {
        Placement? found = _consolidated.Place(_free!, job.Demand);
        bool whole = job.Demand.PerInstance.Gpus > 0 && !job.Demand.SharesDevice;
        if (found is null
            || (whole ? plan.Share(job.Index, found) : plan.Start(job.Index, found)) != RefusalReason.None)
        {
            return false;
        }

        _free!.Take(job.Demand, found);
        _used[_queueOf[job.Index]] += job.Demand.TotalGpus;
        _guaranteed!.Add(job.Index, found, job.Signature?.GpuUtilization ?? 100, 0);
        return true;
    }

    private bool StartOpportunistic(SchedulingView view, Plan plan, JobView job)
    {
        Demand demand = job.Demand;
        double utilization = job.Signature?.GpuUtilization ?? 100;
        if (_misfits.Cover(demand, 0, 0))
        {
            return false;
        }

        Placement? found = demand.PerInstance.Gpus > 0 && !demand.SharesDevice
            ? _pick.Cheapest(view.Free, demand, _guaranteed!, (node, gpu) => Cost(view, node, gpu))
            : null;
        found ??= _consolidated.Place(view.Free, demand);
        if (found is null
            || (demand.SharesDevice || demand.PerInstance.Gpus == 0
                ? plan.Start(job.Index, found)
                : plan.Share(job.Index, found, yields: true)) != RefusalReason.None)
        {
            _misfits.Add(demand, 0, 0);
            return false;
        }

        _opportunistic!.Add(job.Index, found, utilization, 0);
        return true;
    }

    // The least busy GPU; one opportunistic job on each.
    private double Cost(SchedulingView view, int node, int gpu)
    {
        double utilization = _guaranteed!.Utilization(node, gpu);
        bool free = (view.Free.WholeGpuMask(node) & (1UL << gpu)) != 0;
        bool fits = _opportunistic!.Jobs(node, gpu) == 0
            && (free || (_guaranteed.Jobs(node, gpu) > 0 && utilization < options.BusyUtilization));
        return fits ? utilization : double.PositiveInfinity;
    }
}
