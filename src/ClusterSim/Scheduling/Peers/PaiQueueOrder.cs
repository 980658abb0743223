using ClusterSim.Scheduling.Orders;
using ClusterSim.Workloads;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The queue order of the PAI simulator. Where two values are equal, the identifiers decide and not the submissions:
/// so the key of a job is its place among all jobs of the run.
/// </summary>
internal sealed class PaiQueueOrder(PaiJobOrder by) : IJobOrder
{
    private double[] _place = [];

    public string Name => by.ToString().ToLowerInvariant();

    public void Begin(SchedulingView view)
    {
        (double Value, string Id, int Job)[] jobs = new (double, string, int)[view.JobCount];
        for (int job = 0; job < jobs.Length; job++)
        {
            JobView known = view.Job(job);
            jobs[job] = (Value(known), known.Id, job);
        }

        Array.Sort(jobs, Compare);
        _place = new double[jobs.Length];
        for (int place = 0; place < jobs.Length; place++)
        {
            _place[jobs[place].Job] = place;
        }
    }

    public double Key(in JobView job) => _place[job.Index];

    private double Value(in JobView job) => by switch
    {
        PaiJobOrder.Fifo => job.SubmitTime.Ticks,
        PaiJobOrder.Sjg => Ticks(job, "group_dur"),
        PaiJobOrder.Sju => Ticks(job, "user_dur"),
        PaiJobOrder.Sjgg => Ticks(job, "group_gpu_dur"),
        _ => job.Request.Walltime?.Ticks ?? double.PositiveInfinity,
    };

    private static double Ticks(in JobView job, string estimate) =>
        (job.Request.EstimateNamed(estimate) ?? job.Request.Walltime)?.Ticks ?? double.PositiveInfinity;

    private static int Compare((double Value, string Id, int Job) a, (double Value, string Id, int Job) b)
    {
        int order = a.Value.CompareTo(b.Value);
        order = order != 0 ? order : NaturalOrder.Instance.Compare(a.Id, b.Id);
        return order != 0 ? order : a.Job.CompareTo(b.Job);
    }
}
