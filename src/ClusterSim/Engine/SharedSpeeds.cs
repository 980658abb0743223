using System.Numerics;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Engine;

/// <summary>
/// How fast and how busy jobs are on GPUs that they share. A gang goes as fast as on the worst of its GPUs.
/// </summary>
internal sealed class SharedSpeeds(Workload workload, IInterference? model, JobTable jobs, GpuTenants tenants)
{
    // A job beside others that keep a GPU wholly busy still ends some day.
    private const double LeastSpeed = 0.001;

    private readonly List<JobSignature?> _beside = [];
    private readonly List<int> _before = [];

    /// <summary>
    /// Speed of a running job relative to having its GPUs for itself, which policies see from now on.
    /// </summary>
    public double Refresh(int job) => jobs.SharedSpeed[job] = Of(job);

    /// <summary>What a running job holds and uses of the GPUs that it shares, in GPUs.</summary>
    public SharedUse UseOf(int job)
    {
        double held = 0, busy = 0;
        foreach (PlacementSlice slice in jobs.Placement[job]!.Slices)
        {
            int milli = tenants.ShareMilli(job, jobs.Demand[job], slice);
            int gpus = BitOperations.PopCount(slice.GpuMask);
            held += milli / 1000.0;
            for (ulong left = slice.GpuMask; left != 0; left &= left - 1)
            {
                busy += milli / 1000.0 / gpus
                    * BusyPart(tenants.Of(slice.Node, BitOperations.TrailingZeroCount(left)));
            }
        }

        return new SharedUse(held, busy);
    }

    private double Of(int job)
    {
        if (!tenants.IsShared(job))
        {
            return 1;
        }

        double slowest = double.PositiveInfinity;
        _before.Clear();
        foreach (PlacementSlice slice in jobs.Placement[job]!.Slices)
        {
            for (ulong left = slice.GpuMask; left != 0; left &= left - 1)
            {
                IReadOnlyList<int> all = tenants.Of(slice.Node, BitOperations.TrailingZeroCount(left));
                slowest = IsAsBefore(all) ? slowest : Math.Min(slowest, OnGpu(job, all));
            }
        }

        return slowest;
    }

    // The GPUs of a gang mostly have the same tenants.
    private bool IsAsBefore(IReadOnlyList<int> all)
    {
        if (all.SequenceEqual(_before))
        {
            return true;
        }

        _before.Clear();
        _before.AddRange(all);
        return false;
    }

    private double OnGpu(int job, IReadOnlyList<int> all)
    {
        _beside.Clear();
        double busy = 0;
        int yielding = 0;
        foreach (int tenant in all)
        {
            yielding += jobs.Yields[tenant] ? 1 : 0;
            busy += jobs.Yields[tenant] ? 0 : UtilizationOf(tenant);
            if (tenant != job && jobs.Yields[tenant] == jobs.Yields[job])
            {
                _beside.Add(SignatureOf(tenant));
            }
        }

        double left = jobs.Yields[job] && yielding < all.Count ? Math.Max(LeastSpeed, (1 - busy) / yielding) : 1;
        return _beside.Count == 0 || model is null || left < 1 ? left : model.Speed(SignatureOf(job), _beside);
    }

    // Utilizations of jobs on one GPU add up, at the speeds that the jobs reach, and no GPU is more than busy.
    private double BusyPart(IReadOnlyList<int> all)
    {
        double sum = 0;
        foreach (int tenant in all)
        {
            sum += UtilizationOf(tenant) * jobs.SharedSpeed[tenant];
        }

        return Math.Min(sum, 1);
    }

    private double UtilizationOf(int job) => (SignatureOf(job)?.GpuUtilization ?? 100) / 100;

    private JobSignature? SignatureOf(int job) => workload.Jobs[job].Profile.Signature;
}
