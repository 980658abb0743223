using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>
/// Horus (Yeung et al., IEEE TPDS 2022): jobs share a GPU when their predicted utilizations and memories fit, on the
/// GPUs where least is left over.
/// </summary>
/// <remarks>
/// The prediction is that of the request. The cost of a GPU is the share of it that would be left over minus the share
/// of its node's GPUs that are in use already: full GPUs first, then nodes that are broken into anyway.
/// </remarks>
internal sealed class HorusPolicy(HorusOptions options, IReadOnlyDictionary<string, string> values) : ISchedulingPolicy
{
    private readonly Packed _packed = new();
    private readonly GpuPick _pick = new();
    private readonly Misfits _misfits = new();
    private GpuLoads? _loads;

    public string Name => "horus";

    public IReadOnlyDictionary<string, string> Options => values;

    public void Begin(SchedulingView view)
    {
        Signatures.Require(view, Name);
        _loads = new GpuLoads(view);
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        GpuLoads loads = _loads ?? throw new InvalidOperationException("Begin was not called.");
        foreach (int job in view.Left)
        {
            loads.Remove(job);
        }

        _misfits.Begin(view.ReleaseVersion);
        foreach (int job in view.Pending)
        {
            JobView waiting = view.Job(job);
            (double utilization, double memory) = Predicted(waiting);
            if (!_misfits.Cover(waiting.Demand, utilization, memory))
            {
                if (Starts(view, plan, waiting, loads))
                {
                    continue;
                }

                _misfits.Add(waiting.Demand, utilization, memory);
            }

            view.Decisions?.HeldBack(job, view.Now, NoRoom(utilization, memory));
        }
    }

    private string NoRoom(double utilization, double memory) => FormattableString.Invariant(
        $"too few GPUs are free, or have room for its predicted {utilization:0.#} % and {memory:0} MiB of their ")
        + FormattableString.Invariant($"{options.MostUtilization:0.#} % and {options.MemoryMiB:0} MiB");

    // What nobody predicted takes whole GPUs for itself.
    private static (double Utilization, double MemoryMiB) Predicted(JobView job) =>
        job.Request.Signature is { } signature ? (signature.GpuUtilization, signature.GpuMemoryMiB) : (100, 0);

    private bool Starts(SchedulingView view, Plan plan, JobView job, GpuLoads loads)
    {
        Demand demand = job.Demand;
        (double utilization, double memory) = Predicted(job);
        bool shareable = demand.PerInstance.Gpus > 0 && !demand.SharesDevice && job.Request.Signature is not null;
        Placement? beside = shareable
            ? _pick.Cheapest(view.Free, demand, loads, (node, gpu) => Cost(view, loads, node, gpu, utilization, memory))
            : null;
        if (beside is not null && plan.Share(job.Index, beside) == RefusalReason.None)
        {
            loads.Add(job.Index, beside, utilization, memory);
            return true;
        }

        if (_packed.Place(view.Free, demand) is not { } alone || plan.Start(job.Index, alone) != RefusalReason.None)
        {
            return false;
        }

        loads.Add(job.Index, alone, utilization, memory);
        return true;
    }

    private double Cost(SchedulingView view, GpuLoads loads, int node, int gpu, double utilization, double memory)
    {
        bool used = loads.Jobs(node, gpu) > 0;
        bool fits = used
            ? loads.Jobs(node, gpu) < options.MostJobs
                && loads.Utilization(node, gpu) + utilization <= options.MostUtilization
                && loads.MemoryMiB(node, gpu) + memory <= options.MemoryMiB
            : (view.Free.WholeGpuMask(node) & (1UL << gpu)) != 0;
        double headroom = (options.MostUtilization - loads.Utilization(node, gpu) - utilization) / 100;
        double inUse = 1 - ((double)view.Free.WholeGpus(node) / loads.Gpus(node));
        return fits ? headroom - inUse : double.PositiveInfinity;
    }
}
